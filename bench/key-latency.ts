import type { Bench } from './bench.ts';
import { pause, withDashboard } from './dashboard.ts';
import { type Figure, figure } from './figure.ts';
import { type KeyPresses, pressKeys } from './key-press.ts';
import { median, quantile } from './statistics.ts';

/** The default of the demo, and a fleet far larger than any. */
const sizes = { small: 40, large: 10_000 } as const;

/** From a key to its effect on the screen, and what a cursor move costs the line, with few and many servers. */
export const keyLatency: Bench = async (sandbox) => {
  const figures: Figure[] = [];
  for (const servers of Object.values(sizes)) {
    const pressed = await withDashboard(sandbox, servers, async (dashboard) => {
      // The first replies of all providers are in.
      await pause(2_000);
      return pressKeys(dashboard);
    });
    figures.push(...latencyFigures(servers, pressed));
    if (servers === sizes.small)
      figures.push(
        figure('cursor-move', median(pressed.moveBytes), 'bytes', { bar: 600 }),
        figure('cursor-scroll', median(pressed.scrollBytes), 'bytes'),
      );
  }
  return figures;
};

const latencyFigures = (servers: number, { latencies }: KeyPresses): readonly Figure[] => [
  figure(`key-p50-${servers}`, quantile(latencies, 0.5), 'ms', { aim: 6 }),
  figure(`key-p95-${servers}`, quantile(latencies, 0.95), 'ms', { aim: 11 }),
  figure(`key-p99-${servers}`, quantile(latencies, 0.99), 'ms', { aim: 16 }),
];
