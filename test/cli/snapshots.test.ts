import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startSimulator } from '../../src/simulator/index.ts';
import { type Finished, runFleetop } from '../support/run-fleetop.ts';
import { documentedKeys } from './documented-keys.ts';

const rows = z.array(z.record(z.string(), z.unknown()));
const snapshot = z.looseObject({ generatedAt: z.iso.datetime(), errors: rows });

/** All five APIs, simulated; each test has its own and its own budget. */
const simulate = async (options: Parameters<typeof startSimulator>[0] = {}) => {
  const simulator = await startSimulator({ servers: 20, apps: 12, ...options });
  return { simulator, config: simulator.configYaml(), [Symbol.asyncDispose]: simulator.close };
};

const jsonOf = ({ stdout }: Finished) => snapshot.parse(JSON.parse(stdout));

describe('--json has every documented field and no other', () => {
  test.each([
    { verb: 'servers', list: 'servers', keys: documentedKeys.server },
    { verb: 'apps', list: 'apps', keys: documentedKeys.app },
    { verb: 'billing', list: 'billing', keys: documentedKeys.billing },
    { verb: 'status', list: 'providers', keys: documentedKeys.provider },
  ])('$verb', async ({ verb, list, keys }) => {
    await using fleet = await simulate();
    const finished = await runFleetop([verb, '--json'], { config: fleet.config });
    expect(finished.stderr).toBe('');
    expect(finished.code).toBe(0);
    const json = jsonOf(finished);
    const beside = verb === 'billing' ? ['totals', 'firstHit', 'costs'] : [];
    expect(Object.keys(json)).toEqual(['generatedAt', 'errors', list, ...beside]);
    expect(json.errors).toEqual([]);
    const items = rows.parse(json[list]);
    expect(items.length).toBeGreaterThan(4);
    for (const item of items) expect(Object.keys(item)).toEqual([...keys]);
  });

  test('the parts of a server, a bill and a provider', async () => {
    await using fleet = await simulate();
    const [servers, billing, status] = await Promise.all(
      ['servers', 'billing', 'status'].map((verb) => runFleetop([verb, '--json'], { config: fleet.config })),
    );
    const serverRows = rows.parse(jsonOf(servers as Finished)['servers']);
    const metrics = serverRows.map((row) => row['metrics']).filter((value) => value !== null);
    expect(metrics.length).toBeGreaterThan(0);
    for (const reading of rows.parse(metrics)) {
      expect(Object.keys(reading)).toEqual([...documentedKeys.metrics]);
      expect(reading['observedAt']).toMatch(/^\d{4}-.*Z$/);
    }
    for (const row of serverRows) expect(row['createdAt']).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
    const bills = rows.parse(jsonOf(billing as Finished)['billing']);
    const transactions = rows.parse(bills.flatMap((bill) => bill['transactions']));
    expect(transactions.length).toBeGreaterThan(0);
    for (const transaction of transactions) {
      expect(Object.keys(transaction)).toEqual([...documentedKeys.transaction]);
      expect(transaction['amount']).toMatch(/^\d+(\.\d+)?$/);
    }
    for (const provider of rows.parse(jsonOf(status as Finished)['providers'])) {
      expect(provider).toMatchObject({ state: 'ok', error: null, requests: expect.any(Number) });
      expect(Object.keys(provider['rateLimit'] ?? {})).toEqual(['limit', 'remaining', 'resetAt']);
    }
  });
});

test('status takes --filter and --sort', async () => {
  await using fleet = await simulate();
  const words = ['status', '--json', '--filter', 'servers>5 !type:spheron', '--sort', '-provider'];
  const finished = await runFleetop(words, { config: fleet.config });
  const names = rows.parse(jsonOf(finished)['providers']).map(({ name }) => name);
  expect(names).toEqual(['sparrow', 'cyber']);
});

describe('servers', () => {
  test('details are read within half of the budget, and not with --no-details', async () => {
    await using fleet = await simulate({ servers: 60 });
    const asked = (path: RegExp) =>
      fleet.simulator.requests().filter((request) => path.test(request.path)).length;
    await runFleetop(['servers', '--json', '--no-details', '--provider', 'cyber'], { config: fleet.config });
    expect(asked(/^.*\/vps\/\w/)).toBe(0);
    const config = fleet.config.replace(
      /(name: cyber\n(?:.+\n)*? {4}baseUrl: .+\n)/,
      '$1    rateLimit: { perMinute: 11 }\n',
    );
    const finished = await runFleetop(['servers', '--json', '--provider', 'cyber'], { config });
    const read = rows.parse(jsonOf(finished)['servers']);
    const known = read.filter((row) => row['plan'] !== null || row['metrics'] !== null);
    expect(asked(/^.*\/vps\/\w/)).toBe(5);
    expect(known.length).toBeGreaterThan(0);
    expect(read.length).toBe(18);
  });

  test('--filter and --sort choose and order the rows', async () => {
    await using fleet = await simulate();
    const finished = await runFleetop(
      ['servers', '--json', '--no-details', '--filter', 'status:running !provider:pilot', '--sort', '-name'],
      { config: fleet.config },
    );
    const read = rows.parse(jsonOf(finished)['servers']);
    expect(read.length).toBeGreaterThan(2);
    expect(new Set(read.map((row) => row['status']))).toEqual(new Set(['running']));
    expect(read.some((row) => row['provider'] === 'pilot')).toBe(false);
    const names = read.map((row) => String(row['name']));
    expect(names).toEqual(names.toSorted(new Intl.Collator('en', { numeric: true }).compare).toReversed());
  });

  test('--provider asks no one else', async () => {
    await using fleet = await simulate();
    const finished = await runFleetop(['servers', '--json', '--provider', 'pilot', '--provider', 'cyber'], {
      config: fleet.config,
    });
    expect(new Set(rows.parse(jsonOf(finished)['servers']).map((row) => row['provider']))).toEqual(
      new Set(['cyber', 'pilot']),
    );
    expect(new Set(fleet.simulator.requests().map((request) => request.provider))).toEqual(
      new Set(['cyberpanel', 'serverpilot']),
    );
  });
});

describe('show', () => {
  const firstServer = async (config: string) => {
    const list = jsonOf(await runFleetop(['servers', '--json', '--no-details'], { config }));
    const [row] = rows.parse(list['servers']).filter((server) => server['provider'] === 'cyber');
    return { ref: String(row?.['ref']), name: String(row?.['name']) };
  };

  test('by reference and by name, a server with its details', async () => {
    await using fleet = await simulate();
    const { ref, name } = await firstServer(fleet.config);
    for (const target of [ref, name]) {
      const finished = await runFleetop(['show', target, '--json'], { config: fleet.config });
      expect(finished.code).toBe(0);
      const json = jsonOf(finished);
      expect(Object.keys(json)).toEqual(['generatedAt', 'errors', 'server', 'details']);
      expect(json['server']).toMatchObject({ ref, name });
      expect(Object.keys(json['server'] ?? {})).toEqual([...documentedKeys.server]);
    }
  });

  test('an app, for a person', async () => {
    await using fleet = await simulate();
    const [app] = rows.parse(jsonOf(await runFleetop(['apps', '--json'], { config: fleet.config }))['apps']);
    const finished = await runFleetop(['show', String(app?.['ref'])], { config: fleet.config });
    expect(finished.code).toBe(0);
    expect(finished.stdout).toContain(`ref             ${app?.['ref']}\n`);
    expect(finished.stdout).toMatch(/\ndetails\n {2}id/);
  });

  test.each([
    { target: 'no-such-name', message: 'there is no server or app of the name or id "no-such-name"' },
    { target: 'cyber/999999', message: 'there is no server or app cyber/999999' },
  ])('$target is unknown', async ({ target, message }) => {
    await using fleet = await simulate();
    const finished = await runFleetop(['show', target, '--json'], { config: fleet.config });
    expect(finished.code).toBe(2);
    expect(finished.stderr).toContain(message);
    expect(jsonOf(finished)).toMatchObject({
      server: null,
      app: null,
      details: null,
      errors: [{ code: 'usage' }],
    });
  });

  test('an ambiguous name lists the candidates', async () => {
    await using fleet = await simulate();
    const twice = `${fleet.config}${fleet.config.replace('providers:\n', '').replaceAll('name: ', 'name: other-')}`;
    const { name } = await firstServer(fleet.config);
    const finished = await runFleetop(['show', name], { config: twice });
    expect(finished.code).toBe(2);
    expect(finished.stdout).toBe('');
    expect(finished.stderr).toMatch(/ambiguous: cyber\/\S+ \(server .*, other-cyber\/\S+ \(server/);
    expect(finished.stderr).toContain('say which by its reference');
  });
});

test('status counts and budgets, as a table', async () => {
  await using fleet = await simulate();
  const finished = await runFleetop(['status'], { config: fleet.config });
  const [header, ...lines] = finished.stdout.trimEnd().split('\n');
  expect(header).toMatch(
    /^STATE +PROVIDER +TYPE +SERVERS +APPS +LATENCY +BUDGET +RESET( +FRESHNESS)? +ERROR$/,
  );
  expect(lines).toHaveLength(6);
  expect(lines[0]).toMatch(/^● ok +sparrow +sparrowhost +8 +\d+ +\d+ ms +\d+\/120 +\d+s( +–)? +–$/);
  expect(finished.stderr).toBe('');
});

test('without a command and a terminal: the status', async () => {
  await using fleet = await simulate();
  const finished = await runFleetop(['--json'], { config: fleet.config });
  expect(Object.keys(jsonOf(finished))).toEqual(['generatedAt', 'errors', 'providers']);
});

test('--demo needs no configuration, asks no one and leaves nothing', async () => {
  const finished = await runFleetop(['servers', '--demo', '--json'], { env: { TMPDIR: '/tmp' } });
  expect(finished).toMatchObject({ code: 0, stderr: '' });
  expect(rows.parse(jsonOf(finished)['servers'])).toHaveLength(40);
});
