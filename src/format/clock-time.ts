/** Local wall-clock time, `14:03:27`; blanks of the same width for an unknown time. */
export function formatClockTime(at: number | null): string {
  if (at === null) return '        ';
  const date = new Date(at);
  return [date.getHours(), date.getMinutes(), date.getSeconds()]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}
