import { expect, test } from 'vitest';
import { parseLogin } from '../../src/probe/login-line.ts';

const now = Date.parse('2026-01-05T06:00:00Z');

test.each([
  {
    name: 'coreutils, C locale, idle for minutes',
    line: 'ops      pts/0        Jan  5 05:00 00:05        1234 (10.0.0.9)',
    want: { user: 'ops', terminal: 'pts/0', from: '10.0.0.9', since: '2026-01-05T05:00', idleSeconds: 300 },
  },
  {
    name: 'another locale',
    line: 'ops      pts/0        2026-01-05 05:00   .          1234 (2001:db8::1)',
    want: { user: 'ops', terminal: 'pts/0', from: '2001:db8::1', since: '2026-01-05T05:00', idleSeconds: 0 },
  },
  {
    name: 'at the machine itself, for days, since last year',
    line: 'root     tty1         Dec 31 23:59  old         77',
    want: { user: 'root', terminal: 'tty1', from: null, since: '2025-12-31T23:59', idleSeconds: 86_400 },
  },
  {
    name: 'inside tmux',
    line: 'ops      pts/4        Jan  5 05:00   ?          9 (tmux(28660).%0)',
    want: {
      user: 'ops',
      terminal: 'pts/4',
      from: 'tmux(28660).%0',
      since: '2026-01-05T05:00',
      idleSeconds: null,
    },
  },
  {
    name: 'busybox',
    line: 'ops             pts/0           00:05   Jan  5 05:00:01  10.0.0.9',
    want: { user: 'ops', terminal: 'pts/0', from: '10.0.0.9', since: '2026-01-05T05:00', idleSeconds: 300 },
  },
  {
    name: 'busybox, at the machine itself',
    line: 'ops             tty1            .       Jan  5 05:00:01  ',
    want: { user: 'ops', terminal: 'tty1', from: null, since: '2026-01-05T05:00', idleSeconds: 0 },
  },
  {
    name: 'a day that only a leap year has',
    line: 'ops      pts/0        Feb 29 05:00   .          1234',
    want: { user: 'ops', terminal: 'pts/0', from: null, since: '2024-02-29T05:00', idleSeconds: 0 },
  },
  {
    name: 'hostile names',
    line: 'o\u0007ps   pts/0        Jan  5 05:00   .          1234 (\u001b]0;x)',
    want: { user: 'o␇ps', terminal: 'pts/0', from: '␛]0;x', since: '2026-01-05T05:00', idleSeconds: 0 },
  },
])('$name', ({ line, want }) => {
  expect(parseLogin(line, now)).toEqual({ ...want, since: Date.parse(`${want.since}:00Z`) });
});

test.each([
  '',
  'ops',
  'ops pts/0',
  'USER TTY IDLE TIME HOST',
  'ops pts/0 Smarch 5 05:00',
  `${'a '.repeat(600)}`,
])('%j is none', (line) => {
  expect(parseLogin(line, now)).toBeNull();
});

test.each(['2026-02-30 05:00', '2026-01-05 25:00', 'Jan 32 05:00'])('%s is no time', (time) => {
  expect(parseLogin(`ops pts/0 ${time} . 1`, now)).toMatchObject({ user: 'ops', since: null });
});
