import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { node, type Sandbox } from './sandbox.ts';

export type FloodServer = {
  /** A configuration file for it. */
  readonly config: string;
  /** Lets the lines flow; resolves with how many were sent, once they all are. */
  readonly begin: () => Promise<number>;
  readonly close: () => Promise<void>;
};

export type Flood = { readonly apps: number; readonly linesPerSecond: number; readonly seconds: number };

const script = fileURLToPath(new URL('log-flood.ts', import.meta.url));

/** The server of a flood of log lines, in a process of its own. */
export async function startFlood({ folder, env }: Sandbox, flood: Flood): Promise<FloodServer> {
  const words = [flood.apps, flood.linesPerSecond, flood.seconds].map(String);
  const child = spawn(node, [script, ...words], { env, stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const told = (pattern: RegExp) =>
    new Promise<number>((resolve, reject) => {
      const look = () => {
        const found = pattern.exec(said)?.[1];
        if (found !== undefined) resolve(Number(found));
      };
      child.stdout.on('data', look);
      void ended.then(() => reject(new Error('the server of the flood has ended')));
      look();
    });
  const port = await told(/listening (\d+)\n/);
  const config = join(folder, `flood-${flood.apps}.yaml`);
  writeFileSync(
    config,
    `providers:
  - name: flood
    type: sparrowhost
    apiKey: { file: ${join(folder, 'key')} }
    baseUrl: http://127.0.0.1:${port}
`,
    { mode: 0o600 },
  );
  writeFileSync(join(folder, 'key'), 'bench-key', { mode: 0o600 });
  return {
    config,
    begin: () => {
      child.stdin.write('go\n');
      return told(/sent (\d+)\n/);
    },
    close: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
