import { openPseudoTerminal } from '../scripts/pseudo-terminal.ts';
import type { Bench } from './bench.ts';
import { pause } from './dashboard.ts';
import { type Figure, figure } from './figure.ts';
import { locate } from './locate.ts';
import { type Sandbox, size } from './sandbox.ts';
import { median, quantile } from './statistics.ts';

/** With keys that change the screen each time: they move the cursor, where there is one. */
const programs = [
  { name: 'btop', args: ['--utf-force'], keys: ['\u001b[B', '\u001b[A'] },
  { name: 'htop', args: [], keys: ['\u001b[B', '\u001b[A'] },
  // Turns the bold figures on and off.
  { name: 'top', args: ['-d', '60'], keys: ['B', 'B'] },
] as const;

const presses = 80;
/** A screen is complete when it was silent for this long. */
const silentMs = 25;

/** The same from key to screen with terminal programs that are not ours, in the same run: for scale. */
export const otherProgram: Bench = async (sandbox) => {
  const figures: Figure[] = [];
  for (const other of programs) {
    const command = locate(other.name);
    if (command === null) process.stderr.write(`${other.name} is not installed: nothing for scale\n`);
    else figures.push(...(await measure(sandbox, command, other)));
  }
  return figures;
};

async function measure(
  { env }: Sandbox,
  command: string,
  { name, args, keys }: (typeof programs)[number],
): Promise<readonly Figure[]> {
  const terminal = openPseudoTerminal({ command, args, env, ...size });
  const latencies: number[] = [];
  const bytes: number[] = [];
  try {
    await terminal.until((screen) => /PID|proc/i.test(screen.text()), 10_000);
    await pause(1_000);
    for (let press = 0; press < presses; press += 1) {
      await pause(20 + Math.random() * 30);
      const before = terminal.written();
      const pressedAt = performance.now();
      terminal.write(keys[press % keys.length] ?? '');
      latencies.push((await terminal.until(() => terminal.written() > before, 5_000)) - pressedAt);
      await pause(silentMs);
      bytes.push(terminal.written() - before);
    }
  } finally {
    await terminal.close();
  }
  return [
    ...([0.5, 0.95, 0.99] as const).map((share) =>
      figure(`${name}-p${share * 100}`, quantile(latencies, share), 'ms'),
    ),
    figure(`${name}-bytes`, median(bytes), 'bytes'),
  ];
}
