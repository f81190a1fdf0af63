import { plainText } from '../model/text.ts';

/** One line of `who`. */
export type Login = {
  readonly user: string;
  readonly terminal: string;
  readonly from: string | null;
  /** Epoch ms. */
  readonly since: number | null;
  readonly idleSeconds: number | null;
};

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const monthWords = months.join('|');

/** `ops      pts/0        Nov 22 05:00 00:05        1234 (10.0.0.9)`, or `2026-11-22 05:00` for the time: coreutils. */
const coreutils = new RegExp(
  String.raw`^(\S{1,64}) +(?:[-+?] +)?(\S{1,64}) +(?:(\d{4})-(\d\d)-(\d\d)|(${monthWords}) +(\d{1,2})) (\d\d):(\d\d)(?: +(\.|\?|old|\d\d:\d\d))?(?: +\d{1,10})?(?: +\((.{1,256})\))? *$`,
);
/** `ops             pts/0           00:05   Nov 22 05:00:01  10.0.0.9`: busybox. */
const busybox = new RegExp(
  String.raw`^(\S{1,64}) +(\S{1,64}) +(\.|\?|old|\d\d:\d\d) +(${monthWords}) +(\d{1,2}) (\d\d):(\d\d)(?::\d\d)?(?: +(\S{1,256}))? *$`,
);

/** Reads a line of `who -u` in the C locale and UTC; null where it is none. `now` is epoch ms. */
export function parseLogin(line: string, now: number): Login | null {
  const full = coreutils.exec(line);
  if (full !== null) {
    const [, user = '', terminal = '', year, month, day, word, date, hour, minute, idle, from] = full;
    const time = { hour: Number(hour), minute: Number(minute) };
    const since =
      year === undefined
        ? lastTime(months.indexOf(word ?? ''), Number(date), time, now)
        : timeOf(Number(year), Number(month) - 1, Number(day), time);
    return login(user, terminal, from, since, idle);
  }
  const short = busybox.exec(line);
  if (short === null) return null;
  const [, user = '', terminal = '', idle, word, date, hour, minute, from] = short;
  const time = { hour: Number(hour), minute: Number(minute) };
  return login(user, terminal, from, lastTime(months.indexOf(word ?? ''), Number(date), time, now), idle);
}

const login = (
  user: string,
  terminal: string,
  from: string | undefined,
  since: number | null,
  idle: string | undefined,
): Login => ({
  user: plainText(user),
  terminal: plainText(terminal),
  from: from === undefined ? null : plainText(from),
  since,
  idleSeconds: idleSeconds(idle),
});

type TimeOfDay = { readonly hour: number; readonly minute: number };

function timeOf(year: number, month: number, day: number, { hour, minute }: TimeOfDay): number | null {
  const at = Date.UTC(year, month, day, hour, minute);
  const isReal =
    hour < 24 && minute < 60 && new Date(at).getUTCMonth() === month && new Date(at).getUTCDate() === day;
  return isReal ? at : null;
}

const dayMs = 24 * 60 * 60_000;

/** Without a year it is the newest such day that has been: clocks may differ by a day at most. */
function lastTime(month: number, day: number, time: TimeOfDay, now: number): number | null {
  const year = new Date(now).getUTCFullYear();
  for (const candidate of [year + 1, year, year - 1, year - 2, year - 3, year - 4]) {
    const at = timeOf(candidate, month, day, time);
    if (at !== null && at <= now + dayMs) return at;
  }
  return null;
}

function idleSeconds(word: string | undefined): number | null {
  if (word === undefined || word === '?') return null;
  if (word === '.') return 0;
  if (word === 'old') return dayMs / 1_000;
  const [hours = 0, minutes = 0] = word.split(':').map(Number);
  return (hours * 60 + minutes) * 60;
}
