import { startSimulator } from '../../src/simulator/index.ts';
import { createFastClock } from './fast-clock.ts';

/** What `startSimulatorProcess` runs: options as JSON in the first word, the configuration as JSON on a line. */
const { times = 1, ...options } = JSON.parse(process.argv[2] ?? '{}');
const { now } = createFastClock(times);
const simulator = await startSimulator({ ...options, now, limits: false });
process.stdout.write(`${JSON.stringify(simulator.configYaml())}\n`);
