import { readFileSync, statSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Handler, startApi } from '../support/api.ts';
import { openTerminal, type TestTerminal } from '../support/terminal.ts';

const keys = { pageUp: '\u001b[5~', right: '\u001b[C', clear: '\u0015' } as const;

/** A log of SparrowHost (Server-Sent Events) that says what the test says. */
function openStream() {
  const open = new Set<ServerResponse>();
  const handler: Handler = (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.flushHeaders();
    open.add(response);
    response.on('close', () => open.delete(response));
    return undefined;
  };
  const send = (message: object) => {
    for (const response of open) response.write(`data: ${JSON.stringify(message)}\n\n`);
  };
  return {
    handler,
    isOpen: () => open.size > 0,
    print: (line: string, ts: string) => send({ line, ts }),
    end: (status: string) => send({ type: 'done', status }),
  };
}

const start = Date.parse('2026-05-20T08:00:00Z');
/** The time of the n-th second of the test's logs. */
const timeOf = (second: number): string => `${new Date(start + second * 1_000).toISOString().slice(0, 19)}Z`;

const app = (id: string, name: string) => ({ id, name, status: 'running' });
const ok = (data: unknown) => ({ body: { success: true, data } });

const organization = '63f4a1c2b3d4e5f607182930';
const project = '64a0b1c2d3e4f5061728394a';
const deployment = {
  _id: 'dep-site-1',
  status: 'Deploying',
  branch: 'main',
  createdAt: '2026-05-20T08:00:00.000Z',
};

/** Two apps at a SparrowHost and one at a Spheron, each a real HTTP server, and the dashboard on their logs. */
async function openMerged(): Promise<{
  readonly terminal: TestTerminal;
  readonly shop: ReturnType<typeof openStream>;
  readonly worker: ReturnType<typeof openStream>;
}> {
  const [shop, worker] = [openStream(), openStream()];
  const sparrow = await startApi({
    'GET /api/v1/account': ok({ id: 'a', name: 'Acme', balance: '1.00', currency: 'INR' }),
    'GET /api/v1/servers': ok([]),
    'GET /api/v1/nestdeploy/apps': ok([app('a1', 'shop'), app('a2', 'worker')]),
    'GET /api/v1/nestdeploy/apps/a1/logs': shop.handler,
    'GET /api/v1/nestdeploy/apps/a2/logs': worker.handler,
  });
  const spheron = await startApi({
    'GET /v1/api-keys/scope': {
      body: {
        user: { id: 'u1', username: 'ada', name: 'Ada', email: 'ada@example.com' },
        organizations: [{ id: organization, name: 'Acme', username: 'acme', appType: 'app' }],
      },
    },
    [`GET /v1/organization/${organization}/projects`]: {
      body: { projects: [{ _id: project, name: 'site', domains: [], latestDeployment: deployment }] },
    },
    [`GET /v1/project/${project}/deployments`]: { body: { deployments: [deployment] } },
    'GET /v1/deployment/dep-site-1': {
      body: {
        deployment: { ...deployment, logs: [{ time: '2026-05-20T08:00:02.500Z', log: 'Detected react' }] },
      },
    },
  });
  const config = `
providers:
  - { name: sparrow, type: sparrowhost, apiKey: key-1234567, baseUrl: '${sparrow.url}' }
  - { name: spheron, type: spheron, apiKey: key-1234567, baseUrl: '${spheron.url}' }
`;
  const terminal = openTerminal([], { columns: 120, rows: 40, config });
  await terminal.waitFor(/Apps 1\/3/);
  terminal.write('2*l');
  await terminal.waitFor(/5 Logs 3 logs/);
  terminal.write('z');
  await terminal.waitFor(() => shop.isOpen() && worker.isOpen());
  return { terminal, shop, worker };
}

/** What stands in the frame of Logs, without times. */
const rows = (terminal: TestTerminal): readonly string[] =>
  terminal.lines().flatMap((line) => /^│.\d\d-\d\d [\d:]{8} (.*?) *│$/.exec(line)?.[1] ?? []);

describe('logs in a terminal', () => {
  test('of three apps at two providers are one timeline, followed, searched, filtered, wrapped and saved', async () => {
    const { terminal, shop, worker } = await openMerged();
    shop.print('shop begins', timeOf(2));
    worker.print('worker begins', timeOf(3));
    shop.print('shop goes on', timeOf(4));
    await terminal.waitFor((text) => /shop goes on/.test(text) && /Detected react/.test(text));
    expect(rows(terminal)).toEqual([
      'shop  │ shop begins',
      'site  │ Detected react',
      'worker│ worker begins',
      'shop  │ shop goes on',
    ]);

    for (let second = 5; second < 105; second += 1)
      shop.print(`GET /page/${second}${second % 25 === 0 ? ' ERROR cart' : ''}`, timeOf(second));
    await terminal.waitFor(/page\/104/);
    expect(terminal.text()).toMatch(/following/);
    terminal.write(keys.pageUp);
    await terminal.waitFor((text) => !text.includes('page/104') && /not following/.test(text));
    const before = rows(terminal);
    for (let second = 105; second < 115; second += 1) worker.print(`job ${second}`, timeOf(second));
    await terminal.waitFor(/10 new lines: f follows/);
    expect(rows(terminal)).toEqual(before);
    terminal.write('f');
    await terminal.waitFor(/job 114/);

    terminal.write('/');
    await terminal.waitFor(/only \(Tab: mark\)/);
    terminal.write('\t');
    await terminal.waitFor(/mark \(Tab: only\)/);
    terminal.write('error cart\r');
    await terminal.waitFor(/marked error cart 4 found/);
    await terminal.waitFor(/▸.*page\/100 ERROR cart/);
    terminal.write('N');
    await terminal.waitFor(/▸.*page\/75 ERROR cart/);
    terminal.write('n');
    await terminal.waitFor(/▸.*page\/100 ERROR cart/);

    terminal.write('&');
    await terminal.waitFor(/only error cart 4 found/);
    expect(rows(terminal).every((row) => row.includes('ERROR cart'))).toBe(true);
    terminal.write('}');
    await terminal.waitFor(/±1 4 found/);
    expect(rows(terminal)).toHaveLength(12);

    const tail = 'the very end of it';
    const long = `hostile \u001b[2J\u0007\u009b31m\u202e ${'x'.repeat(300)} ${tail}`;
    shop.print(long, timeOf(120));
    terminal.write('/');
    await terminal.waitFor(/only \(Tab: mark\)/);
    terminal.write(keys.clear);
    await terminal.waitFor(/only \(Tab: mark\) ▏/);
    terminal.write('hostile\r');
    await terminal.waitFor(/hostile ␛\[2J␇.*…/);
    expect(terminal.text()).not.toContain(tail);
    terminal.write('w');
    await terminal.waitFor(new RegExp(tail));
    for (const hostile of ['\u0007', '\u009b', '\u202e', '\u001b[2J'])
      expect(terminal.raw()).not.toContain(hostile);

    terminal.write('e');
    await terminal.waitFor(/save to fleetop-3-logs-\d{8}-\d{6}\.log▏/);
    terminal.write(keys.clear);
    await terminal.waitFor(/save to ▏/);
    terminal.write('own.log\r');
    await terminal.waitFor(/Saved 2 lines to .*own\.log/);
    const path = join(terminal.temporaryFolder, '..', 'own.log');
    expect(readFileSync(path, 'utf8')).toMatch(
      new RegExp(
        `^2026-05-20T08:01:54.000Z worker job 114\n2026-05-20T08:02:00.000Z shop hostile ␛\\[2J␇.* x{300} ${tail}\n$`,
      ),
    );
    expect(statSync(path).mode & 0o777).toBe(0o600);
    terminal.write('e');
    await terminal.waitFor(/save to fleetop/);
    terminal.write(keys.clear);
    await terminal.waitFor(/save to ▏/);
    terminal.write('own.log\r');
    await terminal.waitFor(/own\.log is there already/);
    terminal.write('\u001b');
    await terminal.waitFor((text) => !/save to/.test(text));
    terminal.write('q');
    expect((await terminal.ended()).code).toBe(0);
  });

  test("tell a deployment's end as a line of their own", async () => {
    const { terminal, shop, worker } = await openMerged();
    shop.print('[build] npm ci', timeOf(1));
    await terminal.waitFor(/\[build\] npm ci/);
    shop.end('failed');
    await terminal.waitFor(/— the deployment has ended: failed —/);
    worker.print('goes on', timeOf(2));
    await terminal.waitFor(/worker│ goes on/);
    terminal.write('q');
    expect((await terminal.ended()).code).toBe(0);
  });
});
