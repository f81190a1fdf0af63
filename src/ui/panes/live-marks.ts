import { formatClockTime } from '../../format/clock-time.ts';
import type { TimeRange } from '../../format/time-columns.ts';
import type { App } from '../../model/app.ts';
import type { ActionRecord } from '../../model/fleet-event.ts';
import type { MetricsHistory } from '../../store/metrics-history.ts';
import type { Span } from '../theme/style.ts';

/** Something that happened to a server, on the time axis of its charts. */
export type Mark = { readonly at: number; readonly sign: string; readonly what: string };

type Known = {
  readonly apps: ReadonlyMap<string, App>;
  readonly actions: ReadonlyMap<string, ActionRecord>;
};

/** Reboots seen, deployments of its apps, and what was done from here to either; oldest first. */
export function marksOf(
  ref: string,
  history: MetricsHistory | undefined,
  { apps, actions }: Known,
  { from, to }: TimeRange,
): readonly Mark[] {
  const own = new Map([...apps.values()].filter(({ server }) => server === ref).map((app) => [app.ref, app]));
  const reboots = (history?.reboots ?? []).map((at): Mark => ({ at, sign: 'R', what: 'booted' }));
  const deployed = [...own.values()].flatMap(({ lastDeployedAt, name }): Mark[] =>
    lastDeployedAt === null ? [] : [{ at: lastDeployedAt, sign: 'D', what: `${name} deployed` }],
  );
  const done = [...actions.values()].flatMap((action): Mark[] => {
    const isOwn = action.ref === ref || (action.ref !== null && own.has(action.ref));
    const what = action.ref === ref ? action.verb : `${action.verb} ${action.name}`;
    return isOwn ? [{ at: action.startedAt, sign: '▲', what }] : [];
  });
  return [...reboots, ...deployed, ...done]
    .filter(({ at }) => at >= from && at <= to)
    .sort((a, b) => a.at - b.at);
}

/** The newest marks in words, as many as fit the line by its own cutting. */
export const markSpans = (marks: readonly Mark[]): readonly Span[] =>
  marks.toReversed().flatMap(({ at, sign, what }): Span[] => [
    [` ${sign} `, 'chart.mark'],
    [`${formatClockTime(at)} ${what} `, 'muted'],
  ]);
