import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { openPseudoTerminal } from '../scripts/pseudo-terminal.ts';
import type { Bench } from './bench.ts';
import { pause } from './dashboard.ts';
import { figure } from './figure.ts';
import { size } from './sandbox.ts';
import { quantile } from './statistics.ts';

/** The first that is installed, with keys that change its screen each time. */
const programs = [
  { name: 'btop', args: ['--utf-force'], keys: ['\u001b[B', '\u001b[A'] },
  { name: 'htop', args: [], keys: ['\u001b[B', '\u001b[A'] },
  // Turn the bold figures on and off.
  { name: 'top', args: ['-d', '60'], keys: ['B', 'B'] },
] as const;

const presses = 80;

/** The same from key to screen with a terminal program that is not ours, in the same run: for scale. */
export const otherProgram: Bench = async ({ env }) => {
  const found = programs.find(({ name }) => locate(name) !== null);
  if (found === undefined) {
    process.stderr.write(
      `no ${programs.map(({ name }) => name).join(', ')} is installed: nothing for scale\n`,
    );
    return [];
  }
  const { name, args, keys } = found;
  const terminal = openPseudoTerminal({ command: locate(name) ?? name, args, env, ...size });
  const latencies: number[] = [];
  try {
    await terminal.until((screen) => /PID|proc/i.test(screen.text()), 10_000);
    await pause(1_000);
    for (let press = 0; press < presses; press += 1) {
      await pause(40 + Math.random() * 30);
      const before = terminal.written();
      const pressedAt = performance.now();
      terminal.write(keys[press % keys.length] ?? '');
      latencies.push((await terminal.until(() => terminal.written() > before, 5_000)) - pressedAt);
    }
  } finally {
    await terminal.close();
  }
  return ([0.5, 0.95, 0.99] as const).map((share) =>
    figure(`${name}-p${share * 100}`, quantile(latencies, share), 'ms'),
  );
};

const locate = (name: string): string | null =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path)) ?? null;
