import type { Bench } from './bench.ts';
import { figure } from './figure.ts';
import { program } from './sandbox.ts';
import { median } from './statistics.ts';
import { bareNode, timeProcess } from './time-process.ts';

const runs = 21;

/** What `--version` and `--help` cost beside Node alone, turn by turn. */
export const startUp: Bench = async ({ env }) => {
  const commands = { node: bareNode, version: [program, '--version'], help: [program, '--help'] };
  const times = { node: [] as number[], version: [] as number[], help: [] as number[] };
  for (let run = 0; run <= runs; run += 1)
    for (const name of ['node', 'version', 'help'] as const) {
      const ms = timeProcess(commands[name], env);
      // The first round only warms the caches of the file system.
      if (run > 0) times[name].push(ms);
    }
  const bare = median(times.node);
  return [
    figure('node', bare, 'ms'),
    figure('version', median(times.version) / bare, 'x node', { bar: 1.6, aim: 1.3 }),
    figure('help', median(times.help) / bare, 'x node', { bar: 1.6, aim: 1.3 }),
  ];
};
