import { spawn } from 'node:child_process';
import { openPseudoTerminal, type Screen } from '../scripts/pseudo-terminal.ts';
import type { Bench } from './bench.ts';
import { pause } from './dashboard.ts';
import { type Figure, figure, floor } from './figure.ts';
import { type Flood, startFlood } from './flood-server.ts';
import { pressKeys } from './key-press.ts';
import { peakMb } from './memory.ts';
import { node, program, type Sandbox, size } from './sandbox.ts';
import { searchTimes } from './search-times.ts';
import { quantile } from './statistics.ts';

const linesPerSecond = 50_000;
const one: Flood = { apps: 1, linesPerSecond, seconds: 30 };
const many: Flood = { apps: 20, linesPerSecond, seconds: 10 };
/** Counted by then, or lost: on a busy machine what was sent waits in the sockets for a while. */
const patienceMs = 60_000;

/** A flood of log lines: through one stream into the dashboard while keys are pressed, through 20 into the command line. */
export const logs: Bench = async (sandbox) => [
  ...(await floodDashboard(sandbox)),
  ...(await floodCommandLine(sandbox)),
  ...searchTimes(),
];

async function floodDashboard(sandbox: Sandbox): Promise<readonly Figure[]> {
  const server = await startFlood(sandbox, one);
  const args = [program, '--config', server.config];
  const terminal = openPseudoTerminal({ command: node, args, env: sandbox.env, ...size });
  try {
    await terminal.until((screen) => /Servers \d+\/40 /.test(screen.text()), 20_000);
    // The cursor rests on the only app, and its stream is open.
    await pause(2_000);
    // What the same keys take on this machine at this moment without the flood.
    const quiet = await pressKeys({ ...terminal, servers: 40 });
    const startedAt = performance.now();
    let isFlowing = true;
    const flood = server.begin().finally(() => {
      isFlowing = false;
    });
    const latencies: number[] = [];
    while (isFlowing)
      latencies.push(...(await pressKeys({ ...terminal, servers: 40 }, () => isFlowing)).latencies);
    const sent = await flood;
    let counted = 0;
    const isAll = (screen: Screen) => {
      counted = countedLines(screen);
      return counted >= sent;
    };
    const endedAt = await terminal.until(isAll, patienceMs).catch(() => performance.now());
    const seconds = (endedAt - startedAt) / 1_000;
    return [
      floor('log-lines-a-second', counted / seconds, 'lines/s', { bar: linesPerSecond * 0.98 }),
      figure('log-lines-lost', sent - counted, 'lines', { bar: 0 }),
      figure('log-key-p99-quiet', quantile(quiet.latencies, 0.99), 'ms'),
      figure('log-key-p50', quantile(latencies, 0.5), 'ms'),
      figure('log-key-p99', quantile(latencies, 0.99), 'ms', { bar: 60 }),
      figure('log-memory-peak', peakMb(terminal.pid), 'MiB', { bar: 512 }),
    ];
  } finally {
    await terminal.close();
    await server.close();
  }
}

/** The pane of the log tells how many lines came in. */
const countedLines = (screen: Screen): number =>
  Number(/([\d,]+) lines/.exec(screen.text())?.[1]?.replaceAll(',', '') ?? 0);

async function floodCommandLine(sandbox: Sandbox): Promise<readonly Figure[]> {
  const server = await startFlood(sandbox, many);
  const targets = Array.from({ length: many.apps }, (_, index) => `flood/app-${index}`);
  const child = spawn(node, [program, 'logs', ...targets, '--follow', '--config', server.config], {
    env: sandbox.env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let counted = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) counted += 1;
  });
  try {
    await pause(3_500);
    const startedAt = performance.now();
    const sent = await server.begin();
    const deadline = performance.now() + patienceMs;
    while (counted < sent && performance.now() < deadline) await pause(20);
    const seconds = (performance.now() - startedAt) / 1_000;
    return [
      floor('log-20-streams', counted / seconds, 'lines/s', { bar: linesPerSecond * 0.9 }),
      figure('log-20-streams-lost', sent - counted, 'lines', { bar: 0 }),
      figure('log-20-streams-memory', peakMb(child.pid ?? 0), 'MiB', { bar: 512 }),
    ];
  } finally {
    child.kill('SIGTERM');
    await ended;
    await server.close();
  }
}
