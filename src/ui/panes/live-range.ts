import type { TimeRange } from '../../format/time-columns.ts';
import type { Histories } from '../../store/histories.ts';
import type { ChartSpan } from '../../store/view-state.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

export const spanTitles: Readonly<Record<ChartSpan, string>> = {
  minutes: 'last 5 min',
  hour: 'last 1 h',
  run: 'all of this run',
};

/**
 * What a chart of `columns` columns reaches over now: to the end of the column that is filling, so that the others stand
 * still while time goes on.
 */
export function rangeOf(span: ChartSpan, histories: Histories, now: number, columns: number): TimeRange {
  const ms = lengthOf(span, histories, now);
  const columnMs = ms / Math.max(1, columns);
  const to = Math.ceil(now / columnMs) * columnMs;
  return { from: to - ms, to };
}

function lengthOf(span: ChartSpan, histories: Histories, now: number): number {
  switch (span) {
    case 'minutes':
      return 5 * minuteMs;
    case 'hour':
      return hourMs;
    case 'run': {
      const run = Math.max(1, now - beginOf(histories, now));
      const step = run < hourMs ? minuteMs : run < 12 * hourMs ? 10 * minuteMs : hourMs;
      return Math.ceil(run / step) * step;
    }
  }
}

/** Epoch ms of the first reading there was; those of other servers began later. */
const beginOf = ({ byRef }: Histories, now: number): number => {
  const [first] = byRef.values();
  return first?.begin ?? now;
};
