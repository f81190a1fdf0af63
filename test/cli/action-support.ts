import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCli } from '../../src/cli/run-cli.ts';
import type { World } from '../../src/cli/world.ts';
import { createFetch } from '../../src/http/create-fetch.ts';
import { type Routes, startApi, type TestApi } from '../support/api.ts';
import { type Finished, makeFolder, writeConfig } from '../support/run-fleetop.ts';

export const key = 'planted-key-123456';

/** A provider of the configuration, on a test server. */
export const entry = (name: string, url: string, rest = '', type = 'sparrowhost'): string =>
  `  - name: ${name}\n    type: ${type}\n    apiKey: ${key}\n    baseUrl: ${url}\n    rateLimit: { perMinute: 100000 }\n${rest}`;

export const server = (id: string, name: string, status = 'running') => ({ id, name, status });

export const ok = (data: unknown) => ({ body: { success: true, data } });

/** Lists and single resources of a SparrowHost account with these servers and apps; `routes` come on top. */
export const sparrowRoutes = (
  servers: readonly ReturnType<typeof server>[],
  routes: Routes = {},
  apps: readonly ReturnType<typeof server>[] = [],
): Routes => ({
  'GET /api/v1/servers': ok(servers),
  'GET /api/v1/nestdeploy/apps': ok(apps),
  ...Object.fromEntries(servers.map((row) => [`GET /api/v1/servers/${row.id}`, ok(row)])),
  ...Object.fromEntries(apps.map((row) => [`GET /api/v1/nestdeploy/apps/${row.id}`, ok(row)])),
  ...routes,
});

export async function startSparrow(
  servers: readonly ReturnType<typeof server>[],
  routes: Routes = {},
  apps: readonly ReturnType<typeof server>[] = [],
): Promise<{ readonly api: TestApi; readonly config: string }> {
  const api = await startApi(sparrowRoutes(servers, routes, apps));
  return { api, config: `providers:\n${entry('sparrow', api.url)}` };
}

/** What was sent that changes something. */
export const writes = (api: TestApi): readonly string[] =>
  api.requests.flatMap(({ method, path }) => (method === 'GET' ? [] : [`${method} ${path}`]));

/** The journal's text in a home folder; empty where there is none. */
export function journalText(home: string): string {
  try {
    return readFileSync(join(home, '.local/state/fleetop/journal.jsonl'), 'utf8');
  } catch {
    return '';
  }
}

export const journalEntries = (home: string) =>
  journalText(home)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

export type TerminalRun = {
  readonly config: string;
  readonly answer?: string | (() => string);
  readonly input?: string;
  readonly clock?: World['clock'];
  readonly home?: string;
};

/** The command line in this process, on a terminal with someone who answers. */
export async function runOnTerminal(
  words: readonly string[],
  { config, answer = '', input = '', clock, home = makeFolder() }: TerminalRun,
): Promise<Finished & { readonly asked: readonly string[] }> {
  let stdout = '';
  let stderr = '';
  const asked: string[] = [];
  const cleanups: (() => void | Promise<void>)[] = [];
  const output = (write: (text: string) => void) => ({ write, isTerminal: true, columns: 200 });
  const code = await runCli(words, '0.0.0', {
    env: { FLEETOP_CONFIG: writeConfig(home, config), NO_COLOR: '1' },
    homeFolder: home,
    stdout: output((text) => {
      stdout += text;
    }),
    stderr: output((text) => {
      stderr += text;
    }),
    isInteractive: true,
    ask: async (question) => {
      asked.push(question);
      return typeof answer === 'function' ? answer() : answer;
    },
    readInput: async () => input,
    nodeVersion: process.versions.node,
    actor: { user: 'ann', host: 'here', pid: process.pid, processStart: null },
    clock: clock ?? {
      now: Date.now,
      elapsed: () => performance.now(),
      sleep: () => new Promise((resolve) => setImmediate(resolve)),
    },
    random: Math.random,
    createFetch: async (settings) => createFetch(settings),
    makeTemporaryFolder: async () => makeFolder(),
    signal: new AbortController().signal,
    defer: (cleanup) => void cleanups.push(cleanup),
    noteSecret: () => {},
    report: () => null,
    openPlain: async () => {},
    openDashboard: async () => {},
  });
  for (const cleanup of cleanups.reverse()) await cleanup();
  return { code, stdout, stderr, asked };
}
