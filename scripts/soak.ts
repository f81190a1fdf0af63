import { parseArgs } from 'node:util';
import { build } from './bundle.ts';
import { grown } from './soak/memory.ts';
import { runSoak } from './soak/run.ts';

/**
 * The built program in a real terminal before providers with every simulated fault, for 20 minutes (`--minutes`), with
 * keys from a seed (`--seed`; else a new one, which is printed). Exits 1 when it found anything.
 */
const { values } = parseArgs({ options: { minutes: { type: 'string' }, seed: { type: 'string' } } });
/** Between what is resident after two rests. */
const mostGrowth = 0.05;
/**
 * While keys are pressed V8 keeps up to twice what lives, by what was made in the meantime, and gives it back in a rest:
 * more than that would be more that lives.
 */
const mostBusyGrowth = 0.3;
/** What survives a collection differs by this much with the width of the rows that are remembered, and the logs that are shown. */
const mostLiveGrowth = 0.15;
/**
 * What counts may differ by from one calm moment to another, without anything being kept: a list that failed last waits
 * with a timer of its own, a connection is kept for a few seconds. Listeners and other handles may not differ at all.
 */
const slack = { timers: 8, sockets: 4, files: 4 };
/** Counts are told once a minute: three of them are no more than chance. */
const fewestSeconds = 300;
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
const counts = (['timers', 'sockets', 'others', 'files', 'listeners'] as const).map(
  (name) => [name, calm.map((told) => told[name])] as const,
);
const leaks = grown(Object.fromEntries(counts), slack);
const [restedFirst = 0, restedLast = 0] = figures.memory.restedMb;
const growths = [
  ['resident memory after a rest', restedLast / restedFirst - 1, mostGrowth],
  ['resident memory', figures.memory.growth, mostBusyGrowth],
  ['the heap that survives', figures.memory.liveGrowth, mostLiveGrowth],
] as const;
// A shorter run is over before all caches are full, and all code is compiled.
const isLong = seconds >= 1_200;
const tooMuch = growths
  .filter(([, growth, most]) => isLong && growth >= most)
  .map(([name, growth]) => `${name} grew by ${growth}`);
const all = [...findings, ...tooMuch, ...(seconds >= fewestSeconds ? leaks : [])];
for (const finding of all) tell(`FOUND ${finding}`);
if (all.length > 0) process.exitCode = 1;
