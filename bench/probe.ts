import type { Bench } from './bench.ts';
import { pause, withDashboard } from './dashboard.ts';
import { fakeSsh } from './fake-ssh.ts';
import { figure } from './figure.ts';
import { residentMb } from './memory.ts';
import { processorShare } from './processor-time.ts';
import type { Sandbox } from './sandbox.ts';

/** Some are off or have no address: so many are listed that this many are sampled. */
const sampled = 100;
const listed = 200;
const intervalSeconds = 5;
const seconds = 40;

/**
 * What a dashboard costs that samples 100 servers every 5 s, itself alone: in the place of ssh stands a shell script that
 * prints what a server with eight processors does. Linux only: elsewhere there is no /proc to read.
 */
export const probe: Bench = async (sandbox) => {
  if (process.platform !== 'linux') return [];
  const without = await rest(sandbox, '', /Servers \d+\/\d+ /);
  const ssh = `ssh: { enabled: true, interval: ${intervalSeconds}s, most: ${sampled}, command: [${fakeSsh(sandbox)}] }\n`;
  const all = await rest(sandbox, ssh, new RegExp(`ssh to ${sampled} servers`));
  const perServerKb = ((all.memoryMb - without.memoryMb) * 1_024) / sampled;
  return [
    figure('probe-cpu-100', all.percent, '%', { bar: 10 }),
    figure('probe-cpu-without', without.percent, '%'),
    figure('probe-memory-100', all.memoryMb, 'MiB'),
    figure('probe-memory-per-server', perServerKb, 'KiB'),
  ];
};

const rest = (sandbox: Sandbox, config: string, isReady: RegExp) =>
  withDashboard(sandbox, { servers: listed, config }, async (dashboard) => {
    if (config !== '') dashboard.write('7');
    await dashboard.until((screen) => isReady.test(screen.text()), 60_000);
    dashboard.write('1');
    await pause(10_000);
    const percent = await processorShare(dashboard.pid, () => pause(seconds * 1_000));
    return { percent, memoryMb: residentMb(dashboard.pid) };
  });
