import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { openPseudoTerminal, type PseudoTerminal, type Screen } from '../scripts/pseudo-terminal.ts';
import type { Bench } from './bench.ts';
import { pause } from './dashboard.ts';
import { type Figure, figure } from './figure.ts';
import { startFlood } from './flood-server.ts';
import { locate } from './locate.ts';
import { peakMb } from './memory.ts';
import { processorShare } from './processor-time.ts';
import { node, program, type Sandbox, size } from './sandbox.ts';
import { quantile } from './statistics.ts';

const seconds = 15;
/** The screen is looked at this often. */
const everyMs = 20;
const tickMs = 10;

const rates = [
  { linesPerSecond: 10_000, age: { bar: 250, aim: 150 }, cpu: { bar: 40, aim: 20 } },
  { linesPerSecond: 50_000, age: { bar: 500, aim: 370 }, cpu: {} },
] as const;

/** How old the newest line on the screen is while lines pour in, and what that costs; beside lnav, where there is one. */
export const logAge: Bench = async (sandbox) => {
  if (process.platform !== 'linux') return [];
  const figures: Figure[] = [];
  for (const rate of rates) figures.push(...(await followed(sandbox, rate)));
  return [...figures, ...(await lnav(sandbox))];
};

async function followed(
  sandbox: Sandbox,
  { linesPerSecond, age, cpu }: (typeof rates)[number],
): Promise<readonly Figure[]> {
  const server = await startFlood(sandbox, { apps: 1, linesPerSecond, seconds });
  const args = [program, '--config', server.config];
  const terminal = openPseudoTerminal({ command: node, args, env: sandbox.env, ...size });
  try {
    await terminal.until((screen) => /Servers \d+\/40 /.test(screen.text()), 20_000);
    // The cursor rests on the only app, and its stream is open.
    await pause(2_000);
    const { ages, percent } = await measure(terminal, server.begin);
    return [
      figure(`log-age-${linesPerSecond}-p95`, quantile(ages, 0.95), 'ms', age),
      figure(`log-age-${linesPerSecond}-cpu`, percent, '%', cpu),
      figure(`log-age-${linesPerSecond}-memory`, peakMb(terminal.pid), 'MiB', { bar: 512 }),
    ];
  } finally {
    await terminal.close();
    await server.close();
  }
}

/** The same lines in a file, for scale. */
async function lnav({ folder, env }: Sandbox): Promise<readonly Figure[]> {
  const command = locate('lnav');
  if (command === null) {
    process.stderr.write('lnav is not installed: nothing for scale\n');
    return [];
  }
  const path = join(folder, 'flood.log');
  const file = createWriteStream(path);
  file.write(linesOf(0, 100));
  const terminal = openPseudoTerminal({ command, args: [path], env, ...size });
  try {
    await terminal.until((screen) => /t=\d{13}/.test(screen.text()), 20_000);
    await pause(2_000);
    const [{ linesPerSecond }] = rates;
    const { ages, percent } = await measure(terminal, () => pour(file, linesPerSecond));
    return [
      figure(`lnav-age-${linesPerSecond}-p95`, quantile(ages, 0.95), 'ms'),
      figure(`lnav-age-${linesPerSecond}-cpu`, percent, '%'),
    ];
  } finally {
    await terminal.close();
    file.destroy();
  }
}

async function pour(file: NodeJS.WritableStream, linesPerSecond: number): Promise<void> {
  const startedAt = performance.now();
  let sent = 0;
  while (sent < linesPerSecond * seconds) {
    const due = Math.round(((performance.now() - startedAt) / 1_000) * linesPerSecond);
    file.write(linesOf(sent, due - sent));
    sent = due;
    await pause(tickMs);
  }
}

function linesOf(from: number, count: number): string {
  const at = Date.now();
  const time = new Date(at).toISOString();
  return Array.from(
    { length: count },
    (_, index) => `${time} t=${at} GET /products/${from + index} 200\n`,
  ).join('');
}

/** Begins a second after the first line, as the way to it is none of the steady state. */
async function measure(
  terminal: PseudoTerminal,
  begin: () => Promise<unknown>,
): Promise<{ readonly ages: readonly number[]; readonly percent: number }> {
  const ages: number[] = [];
  let isFlowing = true;
  const ended = begin().finally(() => {
    isFlowing = false;
  });
  await pause(1_000);
  const percent = await processorShare(terminal.pid, async () => {
    while (isFlowing) {
      await pause(everyMs);
      const newest = newestLine(terminal.screen);
      if (isFlowing && newest !== null) ages.push(Date.now() - newest);
    }
  });
  await ended;
  return { ages, percent };
}

/** When the newest line on the screen was sent, epoch ms. */
function newestLine(screen: Screen): number | null {
  const times = [...screen.text().matchAll(/t=(\d{13})/g)].map(([, at]) => Number(at));
  return times.length === 0 ? null : Math.max(...times);
}
