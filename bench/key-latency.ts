import type { Bench } from './bench.ts';
import { pause, type RunningDashboard, withDashboard } from './dashboard.ts';
import { type Figure, figure } from './figure.ts';
import { watchFrames } from './frames.ts';
import { type KeyPresses, pressKeys } from './key-press.ts';
import { type Sandbox, size } from './sandbox.ts';
import { median, quantile } from './statistics.ts';

const servers = { few: 10, many: 10_000 } as const;
const wide = { columns: 200, rows: 60 } as const;

/** Milliseconds for half of all keys, 95 and 99 of a hundred. */
type Limits = readonly [p50: number, p95: number, p99: number];

const bars = { normal: [14, 20, 30], wide: [24, 36, 50] } as const satisfies Record<string, Limits>;
const aims = { normal: [6, 11, 16], wide: [10, 16, 25] } as const satisfies Record<string, Limits>;

/** From a key to its effect on the screen, and what a cursor move costs the line, with few and many servers. */
export const keyLatency: Bench = async (sandbox) => {
  const before = await measure(sandbox, servers.few, size, pressKeys);
  const many = await measure(sandbox, servers.many, size, async (dashboard) => {
    const frames = watchFrames(dashboard);
    return { ...(await pressKeys(dashboard)), frames: frames() };
  });
  // Machines are as fast as their neighbours let them be: what is compared stands on either side.
  const after = await measure(sandbox, servers.few, size, pressKeys);
  const few = { moves: [...before.moves, ...after.moves], moveBytes: before.moveBytes };
  const large = await measure(sandbox, servers.many, wide, pressKeys);
  return [
    ...latencyFigures(`key-${servers.many}`, many, bars.normal, aims.normal),
    ...latencyFigures(`key-${servers.many}-${wide.columns}x${wide.rows}`, large, bars.wide, aims.wide),
    figure('key-growth', median(many.moves) / median(few.moves), `x of ${servers.few} servers`, {
      bar: 1.15,
      aim: 1,
    }),
    figure('cursor-move', median(few.moveBytes), 'bytes', { bar: 600, aim: 300 }),
    figure('cursor-scroll', median(many.scrollBytes), 'bytes'),
    figure('full-clears', many.frames.clears, '', { bar: 0, aim: 0 }),
    figure('broken-frames', many.frames.broken + many.frames.unsynchronized, '', { bar: 0, aim: 0 }),
  ];
};

const measure = <T>(
  sandbox: Sandbox,
  count: number,
  at: { readonly columns: number; readonly rows: number },
  press: (dashboard: RunningDashboard) => Promise<T>,
): Promise<T> =>
  withDashboard(sandbox, { servers: count, size: at }, async (dashboard) => {
    // The first replies of all providers are in.
    await pause(2_000);
    return press(dashboard);
  });

function latencyFigures(
  name: string,
  { latencies }: KeyPresses,
  bar: Limits,
  aim: Limits,
): readonly Figure[] {
  return [
    figure(`${name}-p50`, quantile(latencies, 0.5), 'ms', { bar: bar[0], aim: aim[0] }),
    figure(`${name}-p95`, quantile(latencies, 0.95), 'ms', { bar: bar[1], aim: aim[1] }),
    figure(`${name}-p99`, quantile(latencies, 0.99), 'ms', { bar: bar[2], aim: aim[2] }),
  ];
}
