import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { SimulatorOptions } from '../../src/simulator/index.ts';
import { waitForText } from './run-fleetop.ts';

export type SimulatorProcess = {
  /** A configuration for all its providers, with budgets that nothing here meets. */
  readonly config: string;
};

type Options = Pick<SimulatorOptions, 'servers' | 'apps'> & {
  /** How many times as fast its time passes. */
  readonly times?: number;
};

const main = fileURLToPath(new URL('./simulator-main.ts', import.meta.url));

/** The simulator in a process of its own, until the test ends: what it keeps is not taken for what the program keeps. */
export async function startSimulatorProcess(options: Options): Promise<SimulatorProcess> {
  const child = spawn(process.execPath, [main, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const config = JSON.parse(await waitForText(child.stdout, /\n/));
  return {
    config: String(config).replaceAll(
      /( {4}baseUrl: .*\n)( {4}rateLimit: .*\n)?/g,
      '$1    rateLimit: { perMinute: 100000 }\n',
    ),
  };
}
