export type LogLevel = 'error' | 'warn' | 'info' | 'debug';

/** A level stands near the beginning of a line, whatever the line's length. */
const lookedAt = 600;

/** `level=warn`, `"level":"error"`, `severity: INFO`, also as pino's numbers. */
const field = /\b(?:level|lvl|severity)["']?\s*[:=]\s*["']?([a-z]+|\d0)\b/i;

/** `[ERROR]`, `WARN slow query`, `2026-05-20T08:30:01Z info: ready`, `npm ERR! …`, `E0520 08:30 …` of klog. */
const head =
  /^(?:\[[^\]]{1,40}\]\s*|[\d:.,/TZ+-]+\s+|npm\s+)*[[(<]?(emerg|alert|crit(?:ical)?|fatal|panic|err(?:or)?|warn(?:ing)?|notice|info|debug|trace)\b[\])>:!]?/i;

const bracketed = /\[(fatal|error|err|warn|warning|info|debug|trace)\]/i;

/** Words that tell of trouble wherever they stand. */
const trouble = /\b(?:error|fatal|panic|exception|traceback|failed|failure|segfault)\b|[✗✖]/i;
/** Classes and error codes, which have their own case. */
const troubleNames =
  /[a-z](?:Error|Exception)\b|\bE(?:LIFECYCLE|CONN[A-Z]+|NOENT|ACCES|PERM|TIMEDOUT|ADDRINUSE|PIPE|NOTFOUND|HOSTUNREACH|NOMEM|NOSPC)\b/;
const doubt = /\b(?:warn|warning|deprecated)\b|⚠/i;

/** `0 failed`, `no error`, `without warning`: trouble that is not there. */
const denied = /\b(?:0|no|without|zero)\s+(?:errors?|failures?|failed|warnings?|exceptions?)\b/gi;

const levels: Readonly<Record<string, LogLevel>> = {
  emerg: 'error',
  alert: 'error',
  crit: 'error',
  critical: 'error',
  fatal: 'error',
  panic: 'error',
  err: 'error',
  error: 'error',
  '60': 'error',
  '50': 'error',
  warn: 'warn',
  warning: 'warn',
  '40': 'warn',
  notice: 'info',
  info: 'info',
  information: 'info',
  '30': 'info',
  debug: 'debug',
  trace: 'debug',
  verbose: 'debug',
  '20': 'debug',
  '10': 'debug',
};

/** How bad a line is by what it says; null where it says nothing of the kind. What it states itself wins over its words. */
export function levelOf(line: string): LogLevel | null {
  const start = line.length > lookedAt ? line.slice(0, lookedAt) : line;
  const stated = levelWord(field, start) ?? levelWord(head, start) ?? levelWord(bracketed, start);
  if (stated !== null) return stated;
  if (troubleNames.test(start)) return 'error';
  if (!trouble.test(start) && !doubt.test(start)) return null;
  const affirmed = start.replace(denied, '');
  if (trouble.test(affirmed)) return 'error';
  return doubt.test(affirmed) ? 'warn' : null;
}

const levelWord = (pattern: RegExp, text: string): LogLevel | null =>
  levels[pattern.exec(text)?.[1]?.toLowerCase() ?? ''] ?? null;
