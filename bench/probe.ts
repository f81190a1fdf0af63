import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench } from './bench.ts';
import { pause, withDashboard } from './dashboard.ts';
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

/** Answers each request with a sample of some 900 bytes, as the program does on a server. */
function fakeSsh({ folder }: Sandbox): string {
  const cores = Array.from(
    { length: 8 },
    (_, core) => `c cpu${core} $((n * 50)) 0 $((n * 20)) $((n * 430)) 0 0 0 0`,
  );
  const processes = Array.from(
    { length: 12 },
    (_, index) => `p ${1_000 + index} ${20 - index} process-${index}`,
  );
  const path = join(folder, 'ssh');
  writeFileSync(
    path,
    `#!/bin/sh
while read -r line; do
  case $line in "fleetop_probe '"*) nonce=\${line#*"'"}; nonce=\${nonce%%"'"*}; break ;; esac
done
echo "fleetop-probe 1 $nonce Linux"
n=0
while read -r asked; do
  n=$((n + 1))
  printf '%s\\n' "b $n
c cpu $((n * 400)) 0 $((n * 160)) $((n * 3440)) 0 0 0 0
${cores.join('\n')}
l 0.50 0.40 0.30
u $((n * 5)).25
m MemTotal: 4028440
m MemAvailable: 2793556
m SwapTotal: 1000000
m SwapFree: 900000
n 1 $((n * 1840)) $((n * 4830))
d $((n * 36)) $((n * 24))
r /dev/vda 264212084 23751192 82639720 23% /
w ops      pts/0        Nov 22 05:00 00:05        1234 (10.0.0.9)
w eve      pts/1        Nov 22 05:10   .          1235 (10.0.0.8)
W 2
${processes.join('\n')}
P 12
e $n"
done
`,
  );
  chmodSync(path, 0o755);
  return path;
}
