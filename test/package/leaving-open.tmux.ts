import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const unit = readFileSync(join(root, 'contrib/fleetop.service'), 'utf8');

/** A home as the page has it, with the demo in the place of fleetop. */
const home = mkdtempSync(join(tmpdir(), 'fleetop-tmux-'));
const env = {
  HOME: home,
  LANG: 'C.UTF-8',
  TERM: 'xterm-256color',
  TMUX_TMPDIR: home,
  PATH: [join(home, '.local/bin'), process.env['PATH']].join(delimiter),
};

beforeAll(() => {
  const bin = join(home, '.local/bin');
  mkdirSync(bin, { recursive: true });
  mkdirSync(join(home, '.config/fleetop'), { recursive: true });
  writeFileSync(
    join(bin, 'fleetop'),
    `#!/bin/sh\nPATH=${dirname(process.execPath)} exec ${root}/dist/fleetop.js --demo\n`,
  );
  chmodSync(join(bin, 'fleetop'), 0o755);
  writeFileSync(
    join(home, '.config/fleetop/tmux.conf'),
    readFileSync(join(root, 'contrib/tmux.conf'), 'utf8'),
  );
});

afterAll(async () => {
  await new Promise((resolve) => execFile('tmux', ['-L', 'fleetop', 'kill-server'], { env }, resolve));
  rmSync(home, { recursive: true, force: true });
});

/** The words of one of the unit's lines, as systemd splits them, without the path of tmux. */
const lineOf = (key: string): readonly string[] => {
  const line = new RegExp(`^${key}=/usr/bin/tmux (.*)$`, 'm').exec(unit)?.[1];
  if (line === undefined) throw new Error(`the unit has no ${key} with tmux`);
  return line.replaceAll('%h', home).split(' ');
};

const tmux = (words: readonly string[]): string =>
  execFileSync('tmux', words, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

const onServer = (...words: readonly string[]): string => tmux(['-L', 'fleetop', ...words]);

test('the unit starts it in tmux, with the settings of the recipe, and ends it', async () => {
  tmux(lineOf('ExecStart'));
  await vi.waitFor(
    () => expect(onServer('capture-pane', '-p', '-t', 'fleetop')).toMatch(/Servers \d+\/40/),
    30_000,
  );
  expect(onServer('display-message', '-p', '-t', 'fleetop', '#{window_width}×#{window_height}')).toBe(
    '200×50\n',
  );
  for (const [option, value] of [
    ['focus-events', 'on'],
    ['set-clipboard', 'on'],
    ['escape-time', '10'],
    ['default-terminal', 'tmux-256color'],
    ['status', 'off'],
  ] as const)
    expect(onServer('show-options', option === 'status' ? '-gv' : '-sv', option)).toBe(`${value}\n`);
  tmux(lineOf('ExecStop'));
  await vi.waitFor(
    () => expect(() => onServer('has-session')).toThrow(/no server running|error connecting/),
    10_000,
  );
});

test('the unit has sections and keys that systemd knows, and no other lines', () => {
  const known: Readonly<Record<string, readonly string[]>> = {
    Unit: ['Description', 'Documentation'],
    Service: ['Type', 'Environment', 'EnvironmentFile', 'ExecStart', 'ExecStop', 'Restart'],
    Install: ['WantedBy'],
  };
  let section = '';
  for (const line of unit.split('\n').filter((text) => text !== '' && !text.startsWith('#'))) {
    const name = /^\[(\w+)\]$/.exec(line)?.[1];
    if (name === undefined) expect(known[section], line).toContain(/^(\w+)=./.exec(line)?.[1]);
    else section = name;
  }
  expect(section).toBe('Install');
});
