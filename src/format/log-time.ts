import { formatAge } from './age.ts';
import { formatClockTime, formatDayMinute } from './clock-time.ts';

/** How the time of a row is written: `local` and `utc` with the day where there is room for it. */
export type LogTimeStyle = 'local' | 'utc' | 'relative' | 'off';

/**
 * The time of a row, as wide for every row: `14:03:27`, `11-21 14:03:27`, `14:03:27Z`, `  3m`; blanks for an unknown
 * one. `now` is what ages are counted to.
 */
export function formatLogTime(at: number | null, style: LogTimeStyle, withDay: boolean, now: number): string {
  switch (style) {
    case 'off':
      return '';
    case 'relative':
      return (at === null ? '' : formatAge(at, now)).padStart(4);
    case 'local': {
      const time = formatClockTime(at);
      return withDay ? `${at === null ? '     ' : formatDayMinute(at).slice(0, 5)} ${time}` : time;
    }
    case 'utc': {
      const iso = at === null ? ' '.repeat(20) : new Date(at).toISOString();
      return withDay
        ? `${iso.slice(5, 10)} ${iso.slice(11, 19)}${at === null ? ' ' : 'Z'}`
        : `${iso.slice(11, 19)}${at === null ? ' ' : 'Z'}`;
    }
  }
}
