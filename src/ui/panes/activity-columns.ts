import { formatSpan } from '../../format/age.ts';
import { formatClockTime, formatDayMinute } from '../../format/clock-time.ts';
import { type StatusTone, toneSymbol } from '../../format/status.ts';
import { activityColumns } from '../../listing/activity-columns.ts';
import type { Column } from '../../listing/column.ts';
import { type Activity, activityRow } from '../../store/activity.ts';
import type { Token } from '../theme/style.ts';
import { phaseTone } from '../tokens.ts';

const dayMs = 86_400_000;

/** Widths on a screen, where the message matters more than to what it happened. */
const sizes: Readonly<Record<string, readonly [importance: number, minWidth: number, width: number]>> = {
  time: [1, 8, 11],
  what: [2, 12, 12],
  name: [3, 12, 18],
  message: [4, 36, 200],
  took: [5, 4, 4],
  result: [6, 9, 9],
  target: [7, 40, 40],
};

/** The columns of what happened as a screen shows them. `statusOf`: of a resource, as it is now. */
export const activityScreenColumns = (
  statusOf: (ref: string) => string | undefined,
): readonly Column<Activity>[] =>
  activityColumns.map((column) => {
    const [importance, minWidth, width] = sizes[column.id] ?? [
      column.importance,
      column.minWidth,
      column.width,
    ];
    return {
      ...column,
      importance,
      minWidth,
      width,
      text: (activity, now) =>
        screenText(column.id, activity, now, statusOf) ?? column.text(activityRow(activity), now),
      sortValue: (activity) => column.sortValue(activityRow(activity)),
    };
  });

function screenText(
  columnId: string,
  activity: Activity,
  now: number,
  statusOf: (ref: string) => string | undefined,
): string | null {
  const { at } = activity;
  switch (columnId) {
    case 'time':
      return now - at < dayMs ? formatClockTime(at) : formatDayMinute(at);
    case 'what':
      return `${toneSymbol(toneOf(activity))} ${activityRow(activity).what}`;
    case 'message': {
      if (activity.type !== 'action' || activity.action.phase !== 'unknown') return null;
      const { ref, message } = activity.action;
      const present = ref === null ? undefined : statusOf(ref);
      return present === undefined ? null : `it is ${present} now; ${message}`;
    }
    case 'took':
      // What is under way counts on.
      return activity.type === 'action'
        ? formatSpan((activity.action.endedAt ?? now) - activity.action.startedAt)
        : '';
    default:
      return null;
  }
}

/** A day that is not today stands alone where there is no room for the time behind it. */
export const drawnActivity = (
  columnId: string,
  { at }: Activity,
  width: number,
  now: number,
): string | null =>
  columnId === 'time' && now - at >= dayMs && width < 11 ? formatDayMinute(at).slice(0, 5) : null;

function toneOf(activity: Activity): StatusTone {
  switch (activity.type) {
    case 'action':
      return phaseTone(activity.action.phase);
    case 'alert':
      return activity.event.type === 'raised' ? 'bad' : 'good';
    case 'deployment':
      return activity.end.isGood ? 'good' : 'bad';
    case 'webhook':
      return activity.webhook.end === 'failed' ? 'bad' : 'good';
    case 'refusals':
      return activity.refusals.isAtAddress ? 'bad' : 'unsure';
  }
}

export const activityToken = (columnId: string, activity: Activity): Token => {
  const tone = toneOf(activity);
  const token: Token = activity.type === 'alert' && tone === 'bad' ? 'alert' : `status.${tone}`;
  if (columnId === 'result' || columnId === 'what') return token;
  if (columnId === 'message') return tone === 'good' || tone === 'busy' ? 'text' : token;
  return columnId === 'name' ? 'text' : 'muted';
};
