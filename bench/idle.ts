import type { Bench } from './bench.ts';
import { pause, withDashboard } from './dashboard.ts';
import { type Figure, figure } from './figure.ts';
import { watchFrames } from './frames.ts';
import { residentMb } from './memory.ts';
import { processorShare } from './processor-time.ts';
import type { Sandbox } from './sandbox.ts';
import { median } from './statistics.ts';

/** What is measured at each size, for as long three times; where no bar is set, nothing is promised. */
const fleets = [
  { servers: 100, seconds: 15, cpu: { bar: 1.5, aim: 0.5 }, memory: { bar: 140, aim: 100 } },
  { servers: 1_000, seconds: 5, cpu: {}, memory: { bar: 150, aim: 105 } },
  { servers: 10_000, seconds: 15, cpu: { bar: 6, aim: 2 }, memory: { bar: 220, aim: 150 } },
] as const;

/** What a dashboard costs that nobody touches while it polls. Linux only: elsewhere there is no /proc to read. */
export const idle: Bench = async (sandbox) => {
  if (process.platform !== 'linux') return [];
  const figures: Figure[] = [];
  for (const fleet of fleets) figures.push(...(await rest(sandbox, fleet)));
  return figures;
};

const rest = (sandbox: Sandbox, { servers, seconds, cpu, memory }: (typeof fleets)[number]) =>
  withDashboard(sandbox, { servers }, async (dashboard) => {
    await pause(3_000);
    const frames = watchFrames(dashboard);
    const percents: number[] = [];
    while (percents.length < 3)
      percents.push(await processorShare(dashboard.pid, () => pause(seconds * 1_000)));
    return [
      figure(`idle-cpu-${servers}`, median(percents), '%', cpu),
      figure(`memory-${servers}`, residentMb(dashboard.pid), 'MiB', memory),
      figure(`idle-frames-${servers}`, frames().unchanged, 'without a change', { bar: 0, aim: 0 }),
    ];
  });
