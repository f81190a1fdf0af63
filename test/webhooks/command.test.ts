import { beforeEach, describe, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../../src/simulator/index.ts';
import { journalEntries, journalText } from '../cli/action-support.ts';
import { startApi } from '../support/api.ts';
import {
  closed,
  makeFolder,
  type RunOptions,
  runFleetop,
  startFleetop,
  waitForText,
} from '../support/run-fleetop.ts';
import { completed, freePort, secret, send, signed } from './support.ts';

let simulator: Simulator;
let port: number;

beforeEach(async () => {
  simulator = await startSimulator({ servers: 12, apps: 4, deploymentMs: 1_500 });
  port = await freePort();
  return () => simulator.close();
});

const receiver = (more = '') =>
  `webhooks: { listen: "127.0.0.1:${port}", publicUrl: "http://127.0.0.1:${port}", secret: ${secret} }\n${more}`;

const configured = (more = ''): RunOptions => ({ config: `${simulator.configYaml()}${receiver(more)}` });

const creation = [
  'create',
  'server',
  'cyber',
  '--set',
  'hostname=web-9.example.com',
  'plan_id=1',
  'location_code=la',
  'template_id=9000',
  'root_password=planted-pass-123',
];

/** The address that CyberPanel is told. */
async function addressTold(options: RunOptions): Promise<URL> {
  const { stdout } = await runFleetop([...creation, '--dry-run', '--json'], options);
  return new URL(JSON.parse(stdout).requests[0].body.webhook_url);
}

/** Requests for the state of a deployment. */
const polls = () => simulator.requests().filter(({ path }) => path.endsWith('/deployment')).length;

describe('a creation that is waited for', () => {
  test('is followed to its end by the webhook alone', async () => {
    const home = makeFolder();
    const begun = performance.now();
    const done = await runFleetop([...creation, '--wait', '--json'], { ...configured(), home });
    expect(done).toMatchObject({ code: 0 });
    expect(JSON.parse(done.stdout)).toMatchObject({
      action: 'create',
      accepted: true,
      status: 'running',
      message: 'running, as vps.deployment.completed told',
      created: { name: 'web-9.example.com', status: 'running' },
    });
    expect(performance.now() - begun).toBeLessThan(20_000);
    expect(polls()).toBeLessThanOrEqual(2);
    const journal = journalText(home);
    expect(journal).toContain(`"webhook_url":"http://127.0.0.1:${port}/webhooks/`);
    expect(journal).toContain('"webhook_secret":"***"');
    expect(journal + done.stdout + done.stderr).not.toContain(secret);
  });

  test('goes on by asking where another program has the port, which is said with --verbose', async () => {
    const other = await startFleetop(['webhooks'], configured());
    await waitForText(other.stderr, /listening on/);
    const done = await runFleetop([...creation, '--wait', '--verbose'], configured());
    expect(done).toMatchObject({ code: 0 });
    expect(done.stderr).toContain('another program listens there: going on without');
    expect(polls()).toBeGreaterThan(0);
  });

  test('with a receiver of its own is asked about as ever', async () => {
    const done = await runFleetop(
      [...creation, `webhook_url=http://127.0.0.1:${port}/mine`, '--wait', '--json'],
      configured(),
    );
    expect(JSON.parse(done.stdout)).toMatchObject({ accepted: true, status: 'running' });
    expect(polls()).toBeGreaterThan(0);
  });
});

test('without the configuration a creation names no receiver', async () => {
  const { stdout } = await runFleetop([...creation, '--dry-run', '--json'], {
    config: simulator.configYaml(),
  });
  const { body } = JSON.parse(stdout).requests[0];
  expect(Object.keys(body).filter((name) => name.startsWith('webhook'))).toEqual([]);
});

describe('fleetop webhooks', () => {
  test('prints each event, one object a line with --json, says what it refused, and ends with the signal', async () => {
    const child = startFleetop(['webhooks', '--json'], configured());
    await waitForText(child.stderr, /hostwares: signed in a way that is not known/);
    const { pathname } = await addressTold(configured());
    const body = completed({ at: Date.now() });
    await send(port, { path: pathname, body });
    await send(port, { path: pathname, body, headers: signed(body) });
    const line = await waitForText(child.stdout, /\n/);
    expect(JSON.parse(line)).toEqual({
      receivedAt: expect.stringMatching(/Z$/),
      at: JSON.parse(body).timestamp,
      provider: 'cyber',
      event: 'vps.deployment.completed',
      target: 'cyber/46',
      name: 'web-9',
      status: 'running',
      verified: true,
    });
    child.kill('SIGINT');
    expect(await closed(child)).toBe(130);
  });

  test('ends quietly when nobody reads any more', async () => {
    const child = startFleetop(['webhooks'], configured());
    const { pathname } = await addressTold(configured());
    child.stdout?.destroy();
    await waitForText(child.stderr, /cyber: signed/);
    const ended = closed(child);
    const body = completed({ at: Date.now() });
    await send(port, { path: pathname, body, headers: signed(body) });
    expect(await ended).toBe(0);
  });

  test('that cannot begin: exit 2 and why', async () => {
    const own = simulator.configYaml();
    const cases: readonly (readonly [config: string, code: string, want: RegExp])[] = [
      [own, 'config', /not configured/],
      [
        `providers:\n  - { name: a, type: spheron, apiKey: planted-key }\n${receiver()}`,
        'unsupported',
        /none of the configured providers sends webhooks/,
      ],
      [
        `${own}${receiver().replace(secret, '{ file: nowhere.key }')}`,
        'config',
        /nowhere\.key cannot be read/,
      ],
      [
        `${own}${receiver().replace(secret, '{ command: [echo, short] }')}`,
        'config',
        /webhooks\.secret is too short: allowed are 16 characters/,
      ],
    ];
    const all = await Promise.all(
      cases.map(([config]) => runFleetop(['webhooks', '--json'], { config, home: makeFolder() })),
    );
    for (const [index, [, code, want]] of cases.entries()) {
      expect(all[index]?.code).toBe(2);
      expect(JSON.parse(all[index]?.stdout ?? '')).toMatchObject({
        error: { code, message: expect.stringMatching(want) },
      });
    }
  });

  test('doctor says who sends any', async () => {
    const api = await startApi({});
    const config = `providers:\n  - { name: a, type: spheron, apiKey: planted-key, baseUrl: "${api.url}" }\n${receiver()}`;
    expect((await runFleetop(['doctor'], { config })).stdout).toMatch(/CyberPanel Cloud and Hostwares do$/m);
  });

  test('a port that is taken', async () => {
    const first = startFleetop(['webhooks'], configured());
    await waitForText(first.stderr, /listening on/);
    expect(await runFleetop(['webhooks'], configured())).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`127.0.0.1:${port}: another program listens there`),
    });
    expect((await runFleetop(['doctor'], configured())).stdout).toMatch(
      /warn +webhooks: .*another program listens there/,
    );
  });
});

describe('fleetop webhooks register', () => {
  test('is a write like any other: in the journal before and after, its secret in nothing', async () => {
    const home = makeFolder();
    const done = await runFleetop(['webhooks', 'register', 'hostwares'], { ...configured(), home });
    expect(done).toMatchObject({ code: 0, stdout: 'register hostwares: webhook registered\n' });
    expect(journalEntries(home)).toMatchObject([
      {
        type: 'intent',
        provider: 'hostwares',
        action: 'register',
        parameters: { kind: 'webhook', url: expect.stringContaining('/webhooks/'), secret: '***' },
      },
      { type: 'outcome', ok: true, status: 201 },
    ]);
    expect(done.stderr).not.toContain('refused');
  });

  test('tells a secret of its own, not the one that others sign with', async () => {
    const api = await startApi({ 'POST /webhooks': { status: 201, body: {} } });
    const wares = (name: string) =>
      `  - { name: ${name}, type: hostwares, apiKey: planted-key, baseUrl: "${api.url}" }\n`;
    const config = `providers:\n${wares('one')}${wares('two')}${receiver()}`;
    for (const name of ['one', 'two'])
      expect(await runFleetop(['webhooks', 'register', name], { config })).toMatchObject({ code: 0 });
    const [one, two] = api.requests.map(({ body }) => JSON.parse(body));
    expect(new Set([one.secret, two.secret, secret]).size).toBe(3);
    expect(one.secret).toMatch(/^[0-9a-f]{64}$/);
    expect(one.url).not.toBe(two.url);
  });

  test('a registered receiver is told what changes, and believes none of it', async () => {
    const child = startFleetop(['webhooks', '--json'], configured());
    await waitForText(child.stderr, /listening on/);
    await runFleetop(['webhooks', 'register', 'hostwares'], configured());
    const set = ['name=shop', 'type=github', 'repository=github.com/me/shop', 'branch=main'];
    await runFleetop(['create', 'app', 'hostwares', '--set', ...set], configured());
    const [first = ''] = (await waitForText(child.stdout, /\n.*\n/)).split('\n');
    expect(JSON.parse(first)).toMatchObject({ provider: 'hostwares', name: 'shop', verified: false });
  });

  test('a dry run shows the address, which is the same each time, and not the secret', async () => {
    const [one, two] = await Promise.all(
      [1, 2].map(() =>
        runFleetop(['webhooks', 'register', 'hostwares', '--dry-run', '--json'], configured()),
      ),
    );
    const { requests } = JSON.parse(one?.stdout ?? '');
    expect(requests).toMatchObject([
      {
        method: 'POST',
        url: expect.stringMatching(/\/hostwares\/webhooks$/),
        body: {
          url: expect.stringMatching(/\/webhooks\/[0-9a-f]{32}$/),
          events: expect.arrayContaining(['deployment.completed', 'credits.low']),
          secret: '***',
        },
      },
    ]);
    expect(two?.stdout).toBe(one?.stdout);
    expect(simulator.requests().some(({ method }) => method !== 'GET')).toBe(false);
  });

  test('is refused before anybody is asked', async () => {
    const cases = [
      { words: ['hostwares', '--read-only'], want: 'read-only: nothing was sent' },
      { words: ['cyber'], want: 'told the address with each creation of a server' },
      { words: ['pilot'], want: 'ServerPilot has no webhooks' },
      { words: ['hostwaers'], want: 'there is no provider "hostwaers": did you mean "hostwares"?' },
    ];
    const all = await Promise.all(
      cases.map(({ words }) => runFleetop(['webhooks', 'register', ...words], configured())),
    );
    for (const [index, { want }] of cases.entries())
      expect(all[index]).toMatchObject({ code: 2, stderr: expect.stringContaining(want) });
    expect(simulator.requests()).toEqual([]);
  });
});
