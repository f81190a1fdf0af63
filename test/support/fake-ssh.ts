import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from './run-fleetop.ts';

/**
 * A program in the place of ssh: a shell script that may look at the host it is to go to (`$host`). What it is given on
 * standard input is there for it, as for the shell on a server.
 */
export function fakeSsh(script: string): string {
  const path = join(makeFolder(), 'ssh');
  writeFileSync(path, `#!/bin/sh\nfor host; do [ "$last" = -- ] && break; last=$host; done\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

/** Takes the program in, and says that it runs; the nonce stands in the line that calls it. */
export const greets = `while read -r line; do
  case $line in "fleetop_probe '"*) nonce=\${line#*"'"}; nonce=\${nonce%%"'"*}; break ;; esac
done
echo "fleetop-probe 1 $nonce Linux"`;

/** A sample for each line that is asked for, and the number of them in `$n`. */
export const samples = (body = ''): string => `${greets}
n=0
while read -r asked; do
  n=$((n + 1))
  echo "b $n"
  echo "c cpu $((n * 50)) 0 0 $((n * 50)) 0 0 0 0"
  echo "m MemTotal: 1000"
  echo "m MemAvailable: 750"
  ${body}
  echo "e $n"
done`;
