/**
 * A value that changes at known moments: the first step whose `until` lies ahead, else `final`.
 * States are read from it at any time, so that no resource needs a timer.
 */
export type Schedule<S> = {
  readonly steps: readonly { readonly until: number; readonly value: S }[];
  readonly final: S;
};

/** Never changes. */
export const settled = <S>(value: S): Schedule<S> => ({ steps: [], final: value });

/** From `from` (epoch ms) each value for its milliseconds, then `final`. */
export const sequence = <S>(
  from: number,
  values: readonly (readonly [value: S, forMs: number])[],
  final: S,
): Schedule<S> => {
  let until = from;
  const steps = values.map(([value, forMs]) => {
    until += forMs;
    return { until, value };
  });
  return { steps, final };
};

export const valueAt = <S>(schedule: Schedule<S>, now: number): S => {
  for (const step of schedule.steps) if (now < step.until) return step.value;
  return schedule.final;
};

/** When `final` begins, in epoch ms; minus infinity if it always was. */
export const settlesAt = <S>(schedule: Schedule<S>): number =>
  schedule.steps.at(-1)?.until ?? Number.NEGATIVE_INFINITY;
