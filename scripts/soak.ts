import { parseArgs } from 'node:util';
import { build } from './bundle.ts';
import { grown } from './soak/memory.ts';
import { runSoak } from './soak/run.ts';

/**
 * The built program in a real terminal before providers with every simulated fault, for 20 minutes (`--minutes`), with
 * keys from a seed (`--seed`; else a new one, which is printed). Exits 1 when it found anything.
 */
const { values } = parseArgs({ options: { minutes: { type: 'string' }, seed: { type: 'string' } } });
const mostGrowth = 0.05;
const slack = 10;
const seconds = Number(values.minutes ?? 20) * 60;
const seed = Number(values.seed ?? Math.floor(Math.random() * 1e9));
const tell = (line: string) => void process.stderr.write(`${line}\n`);

await build();
tell(`seed ${seed}, ${seconds} s`);
const { findings, samples, calm, ...figures } = await runSoak({ seed, seconds, tell });
const span = (values: readonly number[]) => `${Math.min(...values)}–${Math.max(...values)}`;
process.stdout.write(`${JSON.stringify({ ...figures, first: calm[0], last: calm.at(-1) })}\n`);
tell(
  `files ${span(samples.map(({ files }) => files))}, sockets ${span(samples.map(({ sockets }) => sockets))}`,
);
const counts = (['timers', 'sockets', 'others', 'listeners'] as const).map(
  (name) => [name, calm.map((told) => told[name])] as const,
);
// A shorter run is over before the program is warm.
const isLong = seconds >= 1_200;
const tooMuch =
  isLong && figures.memory.growth >= mostGrowth ? [`memory grew by ${figures.memory.growth}`] : [];
const all = [...findings, ...tooMuch, ...(isLong ? grown(Object.fromEntries(counts), slack) : [])];
for (const finding of all) tell(`FOUND ${finding}`);
if (all.length > 0) process.exitCode = 1;
