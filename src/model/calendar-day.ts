const dayPattern = /^\s*(\d{4})-(\d\d)-(\d\d)/;

/** Whether a text that begins with an ISO 8601 day names one that there is: JavaScript takes February 30 for March 2. */
export function beginsWithDay(text: string): boolean {
  const [, year, month, day] = (dayPattern.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
