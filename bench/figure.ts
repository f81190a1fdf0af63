/** One measured value. */
export type Figure = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What it must not be above, or for a floor below; null where nothing is promised. */
  readonly bar: number | null;
  /** What it should be. */
  readonly aim: number | null;
  readonly ok: boolean;
};

type Limits = { readonly bar?: number; readonly aim?: number };

export function figure(name: string, value: number, unit: string, { bar, aim }: Limits = {}): Figure {
  const rounded = Number(value.toPrecision(3));
  return {
    name,
    value: rounded,
    unit,
    bar: bar ?? null,
    aim: aim ?? null,
    ok: bar === undefined || value <= bar,
  };
}

/** A value of which more is better: the bar is what it must not be below. */
export function floor(name: string, value: number, unit: string, limits: { readonly bar: number }): Figure {
  return { ...figure(name, value, unit), bar: limits.bar, ok: value >= limits.bar };
}
