import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sandbox } from './sandbox.ts';

/**
 * What stands in the place of ssh: a shell script that answers each request with a sample of some 900 bytes, as the program
 * does on a server with eight processors, of another load each time. The path of it.
 */
export function fakeSsh({ folder }: Sandbox): string {
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
busy=0
while read -r asked; do
  n=$((n + 1))
  busy=$((busy + 100 + n * 37 % 300))
  printf '%s\\n' "b $n
c cpu $busy 0 $((n * 160)) $((n * 3440)) 0 0 0 0
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
