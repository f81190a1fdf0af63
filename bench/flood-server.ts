import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startOwnServer } from './own-server.ts';
import type { Sandbox } from './sandbox.ts';

export type FloodServer = {
  /** A configuration file for it. */
  readonly config: string;
  /** Lets the lines flow; resolves with how many were sent, once they all are. */
  readonly begin: () => Promise<number>;
  readonly close: () => Promise<void>;
};

export type Flood = { readonly apps: number; readonly linesPerSecond: number; readonly seconds: number };

/** The server of a flood of log lines. */
export async function startFlood(sandbox: Sandbox, flood: Flood): Promise<FloodServer> {
  const { apps, linesPerSecond, seconds } = flood;
  const server = await startOwnServer(sandbox, 'log-flood.ts', [apps, linesPerSecond, seconds]);
  const config = join(sandbox.folder, `flood-${apps}.yaml`);
  const key = join(sandbox.folder, 'key');
  writeFileSync(
    config,
    `providers:
  - name: flood
    type: sparrowhost
    apiKey: { file: ${key} }
    baseUrl: http://127.0.0.1:${server.port}
`,
    { mode: 0o600 },
  );
  writeFileSync(key, 'bench-key', { mode: 0o600 });
  return {
    config,
    begin: () => {
      server.say('go');
      return server.told('sent');
    },
    close: server.close,
  };
}
