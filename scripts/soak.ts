import { parseArgs } from 'node:util';
import { build } from './bundle.ts';
import { runSoak } from './soak/run.ts';

/**
 * The built program in a real terminal before providers with every simulated fault, for 20 minutes (`--minutes`), with
 * keys from a seed (`--seed`; else a new one, which is printed). Exits 1 when it found anything.
 */
const { values } = parseArgs({ options: { minutes: { type: 'string' }, seed: { type: 'string' } } });
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
for (const finding of findings) tell(`FOUND ${finding}`);
if (findings.length > 0) process.exitCode = 1;
