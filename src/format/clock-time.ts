const twoDigits = (part: number): string => String(part).padStart(2, '0');

/** Local wall-clock time, `14:03:27`; blanks of the same width for an unknown time. */
export function formatClockTime(at: number | null): string {
  if (at === null) return '        ';
  const date = new Date(at);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(twoDigits).join(':');
}

/** Local time without its seconds, `14:03`. */
export const formatMinute = (at: number): string => formatClockTime(at).slice(0, 5);

/** Local day and time, `11-21 14:03`. */
export function formatDayMinute(at: number): string {
  const date = new Date(at);
  return `${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())} ${formatMinute(at)}`;
}
