import { beginsWithDay } from '../model/calendar-day.ts';
import { parseDuration } from '../model/duration.ts';

const isoPattern = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)?)?$/i;
const clockPattern = /^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/;

const dayMs = 24 * 3_600_000;

/**
 * The time, epoch ms, that a text names: ISO 8601, an age such as `15m`, or the newest `14:05` or `14:05:30`. What names
 * no zone, a day alone too, is local or, with `isUtc`, in UTC. Null for anything else.
 */
export function readMoment(text: string, now: number, isUtc = false): number | null {
  const word = text.trim();
  const age = parseDuration(word);
  if (age !== null) return now - age;
  const clock = clockPattern.exec(word);
  if (clock !== null)
    return newestAt(
      clock.slice(1).map((part) => Number(part ?? 0)),
      now,
      isUtc,
    );
  const iso = beginsWithDay(word) ? isoPattern.exec(word) : null;
  if (iso === null) return null;
  const [, date = '', time = '00:00', zone = isUtc ? 'Z' : ''] = iso;
  const at = Date.parse(`${date}T${time}${zone}`);
  return Number.isNaN(at) ? null : at;
}

function newestAt(
  [hours = 0, minutes = 0, seconds = 0]: readonly number[],
  now: number,
  isUtc: boolean,
): number {
  const day = new Date(now);
  if (isUtc) day.setUTCHours(hours, minutes, seconds, 0);
  else day.setHours(hours, minutes, seconds, 0);
  if (day.getTime() <= now) return day.getTime();
  if (isUtc) return day.getTime() - dayMs;
  // Where clocks are changed a day has 23 or 25 hours.
  day.setDate(day.getDate() - 1);
  return day.getTime();
}
