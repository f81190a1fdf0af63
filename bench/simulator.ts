import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { node, program, type Sandbox } from './sandbox.ts';

export type RunningSimulator = {
  /** A configuration file for it. */
  readonly config: string;
  readonly close: () => Promise<void>;
};

/** The simulated providers in a process of their own, so that only the dashboard is measured. */
export async function startSimulator(
  { folder, env }: Sandbox,
  servers: number,
  beside = '',
): Promise<RunningSimulator> {
  const child = spawn(node, [program, 'simulate', '--servers', String(servers)], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let yaml = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    yaml += text;
  });
  await new Promise<void>((resolve, reject) => {
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('listening on')) resolve();
    });
    child.once('exit', () => reject(new Error(`fleetop simulate ended: ${said}`)));
  });
  const config = join(folder, `simulated-${servers}.yaml`);
  writeFileSync(config, `${yaml}${beside}`, { mode: 0o600 });
  return {
    config,
    close: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
