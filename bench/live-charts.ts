import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPseudoTerminal, type Screen } from '../scripts/pseudo-terminal.ts';
import type { Bench } from './bench.ts';
import { pause } from './dashboard.ts';
import { fakeSsh } from './fake-ssh.ts';
import { figure, floor } from './figure.ts';
import { startOwnServer } from './own-server.ts';
import { processorShare } from './processor-time.ts';
import { node, program, size } from './sandbox.ts';
import { median } from './statistics.ts';

const servers = 16;
const runs = 3;
const seconds = 15;

/**
 * What it costs to look at charts that move every second: Live alone on the screen, and all that is seen sampled over
 * ssh as often. Linux only: elsewhere there is no /proc to read.
 */
export const liveCharts: Bench = async (sandbox) => {
  if (process.platform !== 'linux') return [];
  const server = await startOwnServer(sandbox, 'metrics-server.ts', [servers]);
  const config = join(sandbox.folder, 'metrics.yaml');
  writeFileSync(
    config,
    `providers:
  - name: metrics
    type: cyberpanel
    apiKey: "bench-key"
    baseUrl: http://127.0.0.1:${server.port}/api/v1
    rateLimit: { perMinute: 6000, perHour: 360000 }
ssh: { enabled: true, interval: 1s, command: [${fakeSsh(sandbox)}] }
`,
    { mode: 0o600 },
  );
  const args = [program, '--config', config];
  const terminal = openPseudoTerminal({ command: node, args, env: sandbox.env, ...size });
  try {
    await terminal.until((screen) => screen.text().includes('0%┤'), 20_000);
    terminal.write('3');
    terminal.write('z');
    await terminal.until((screen) => !screen.text().includes('1 Servers'), 5_000);
    // Every server was read.
    await pause(15_000);
    let changes = 0;
    let before = '';
    terminal.watch(() => {
      const now = chartsOf(terminal.screen);
      if (now !== before) changes += 1;
      before = now;
    });
    const shares: number[] = [];
    for (let run = 0; run < runs; run += 1)
      shares.push(await processorShare(terminal.pid, () => pause(seconds * 1_000)));
    return [
      figure('live-charts-cpu', median(shares), '%', { bar: 4, aim: 2 }),
      floor('live-charts-changes', changes / (runs * seconds), 'a second', { bar: 0.9 }),
    ];
  } finally {
    await terminal.close();
    await server.close();
  }
};

/** What stands below Live's title, which tells ages that change by themselves. */
function chartsOf(screen: Screen): string {
  const lines = screen.text().split('\n');
  return lines.slice(lines.findIndex((line) => line.includes('─ 3 Live')) + 1).join('\n');
}
