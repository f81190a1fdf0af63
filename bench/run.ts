import { cpus } from 'node:os';
import { build } from '../scripts/bundle.ts';
import { arrival } from './arrival.ts';
import type { Bench } from './bench.ts';
import type { Figure } from './figure.ts';
import { filter } from './filter.ts';
import { firstFrame } from './first-frame.ts';
import { heldKey } from './held-key.ts';
import { idle } from './idle.ts';
import { keyLatency } from './key-latency.ts';
import { liveCharts } from './live-charts.ts';
import { logAge } from './log-age.ts';
import { logs } from './logs.ts';
import { metricsMemory } from './metrics-memory.ts';
import { otherProgram } from './other-program.ts';
import { probe } from './probe.ts';
import { resize } from './resize.ts';
import { createSandbox } from './sandbox.ts';
import { scheduling } from './scheduling.ts';
import { startUp } from './start-up.ts';

/** In the order they are run. What the program learns to do gets a file of its own and a line here. */
const benches: Readonly<Record<string, Bench>> = {
  'start-up': startUp,
  'first-frame': firstFrame,
  'key-latency': keyLatency,
  filter,
  'other-program': otherProgram,
  'held-key': heldKey,
  resize,
  arrival,
  idle,
  'live-charts': liveCharts,
  'metrics-memory': metricsMemory,
  logs,
  'log-age': logAge,
  scheduling,
  probe,
};

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !(name in benches));
if (unknown === undefined) {
  await build();
  const figures = await measure();
  process.stderr.write(table(figures));
  process.exitCode = figures.every(({ ok }) => ok) ? 0 : 1;
} else {
  process.stderr.write(`there is no benchmark "${unknown}": ${Object.keys(benches).join(', ')}\n`);
  process.exitCode = 2;
}

/** One after the other: they would disturb each other. */
async function measure(): Promise<readonly Figure[]> {
  const sandbox = createSandbox();
  const figures: Figure[] = [];
  try {
    for (const [name, bench] of Object.entries(benches)) {
      if (wanted.length > 0 && !wanted.includes(name)) continue;
      sandbox.forget();
      for (const found of await bench(sandbox)) {
        process.stdout.write(`${JSON.stringify(found)}\n`);
        figures.push(found);
      }
    }
  } finally {
    sandbox.remove();
  }
  return figures;
}

function table(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, value, unit, bar, aim, ok }) => [
    name,
    `${value} ${unit}`,
    bar === null ? '' : String(bar),
    aim === null ? '' : String(aim),
    bar === null ? '' : ok ? 'ok' : 'missed',
  ]);
  const all = [['figure', 'value', 'bar', 'aim', ''], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const lines = all.map((row) =>
    row
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const cores = cpus().length;
  return `${lines.join('\n')}\nNode ${process.versions.node}, ${cores} cores, ${process.platform} ${process.arch}\n`;
}
