import { beginsWithDay } from '../model/calendar-day.ts';
import { parseDuration } from '../model/duration.ts';

const isoPattern = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/i;
const clockPattern = /^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/;

const dayMs = 24 * 3_600_000;

/**
 * The time, epoch ms, that a text names: ISO 8601 (without a zone local), an age such as `15m`, or the newest `14:05` or
 * `14:05:30`, local or in UTC. Null for anything else.
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
  const at = isoPattern.test(word) && beginsWithDay(word) ? Date.parse(word) : Number.NaN;
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
  return day.getTime() > now ? day.getTime() - dayMs : day.getTime();
}
