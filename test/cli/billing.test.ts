import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startSimulator } from '../../src/simulator/index.ts';
import { type Routes, startApi } from '../support/api.ts';
import { makeFolder, runFleetop } from '../support/run-fleetop.ts';

const ok = (data: unknown) => ({ body: { success: true, data } });

const account = { id: 'a1', name: 'Ops', email: 'ops@example.com', balance: '2500.00', currency: 'INR' };
const server = {
  id: 's1',
  name: 'web-01',
  status: 'running',
  region: 'in-noida-1',
  plan: 'small',
  monthlyPrice: '850.00',
};

const sparrow: Routes = {
  'GET /api/v1/account': ok(account),
  'GET /api/v1/servers': ok([
    server,
    { ...server, id: 's2', name: '=HYPERLINK("x")', status: 'stopped', monthlyPrice: 450.5 },
  ]),
};

const noScope = {
  status: 403,
  body: { success: false, error_code: 'INSUFFICIENT_SCOPE', error: 'Key lacks a scope' },
};

const cyber: Routes = {
  'GET /billing': ok({
    balance: '-1.50',
    auto_funding: { enabled: true, threshold: '10.00', amount: '50.00' },
    recent_invoices: [
      {
        id: 2,
        description: '@SUM(A1), "quoted"',
        amount: '-0.0082',
        type: 'debit',
        date: '2026-01-05T12:00:00Z',
      },
      { id: 1, description: 'Top-up', amount: '50.00', type: 'credit', date: '2026-01-05T11:00:00Z' },
    ],
  }),
  'GET /account': noScope,
  'GET /vps/summary': ok({ total_monthly_cost: '6.00' }),
  'GET /vps': ok({ instances: [], pagination: { limit: 100, offset: 0, total: 0, has_more: false } }),
};

/** A configuration of both, each on its own in-process server. */
async function configOf({ first = sparrow, second = cyber, more = '' }) {
  const [one, two] = await Promise.all([startApi(first), startApi(second)]);
  return `providers:
  - { name: sparrow, type: sparrowhost, apiKey: "k1", baseUrl: "${one.url}" }
  - { name: cyber, type: cyberpanel, apiKey: "k2", baseUrl: "${two.url}" }
${more}`;
}

const snapshot = z.looseObject({
  errors: z.array(z.looseObject({ provider: z.string(), code: z.string(), message: z.string() })),
  billing: z.array(z.looseObject({ provider: z.string() })),
});

test('for a person: balances, runway, totals with rate and day, who is hit first, what costs how much', async () => {
  const config = await configOf({ more: 'rates: { base: USD, INR: 0.0114, asOf: 2026-11-01 }' });
  const { stdout, code } = await runFleetop(['billing'], { config });
  expect(code).toBe(3);
  expect(stdout).toMatch(/^PROVIDER +BALANCE +BURN\/DAY +RUNWAY/);
  expect(stdout).toMatch(/^sparrow +₹2,500\.00 +~₹42\.76 +58d/m);
  expect(stdout).toMatch(/^cyber +-\$1\.50 .* none left/m);
  expect(stdout).toContain('Balance: ₹2,500.00 + -$1.50 = $27.00 (INR at 0.0114 of 2026-11-01)');
  expect(stdout).toContain('Off, but billed, a month: ₹450.50 = $5.14 (INR at 0.0114 of 2026-11-01)');
  expect(stdout).toMatch(/^First to end: cyber on \d{4}-\d\d-\d\d \d\d:\d\d UTC$/m);
  expect(stdout).toMatch(/^in-noida-1 +2 +₹1,300\.50 +█{20}$/m);
  expect(stdout).toContain('cyber: 2026-01-05 12:00  -$0.0082  @SUM(A1), "quoted"');
});

test('a balance that lasts longer than anybody looks ahead is told as that', async () => {
  const rich = { ...account, balance: `5${'0'.repeat(38)}` };
  const config = await configOf({ first: { ...sparrow, 'GET /api/v1/account': ok(rich) } });
  const { stdout } = await runFleetop(['billing', '--provider', 'sparrow'], { config });
  expect(stdout).toMatch(/^sparrow .* ~₹42\.76 +>36500d +>36500–>36500 /m);
});

test('credits that are used up are not told as money', async () => {
  const { url } = await startApi({
    'GET /credits': { body: { balance: 0 } },
    'GET /credits/transactions': { body: [] },
  });
  const config = `providers: [{ name: hw, type: hostwares, apiKey: "k1", baseUrl: "${url}" }]\n`;
  const { stdout } = await runFleetop(['billing'], { config });
  expect(stdout).toMatch(/^hw: no credits left$/m);
});

test('--filter leaves the accounts that match and what they come to, --sort orders them', async () => {
  const config = await configOf({});
  const run = async (...words: string[]) =>
    JSON.parse((await runFleetop(['billing', '--json', ...words], { config })).stdout);
  const sparrowAlone = await run('--filter', 'sparr');
  expect(sparrowAlone).toMatchObject({
    billing: [{ provider: 'sparrow' }],
    totals: { balance: { amounts: [{ amount: '2500.00', currency: 'INR' }] } },
  });
  const none = await run('--filter', 'balance>90000');
  expect(none).toMatchObject({ billing: [], costs: { provider: [] } });
  const sorted = await run('--sort', 'balance');
  expect(snapshot.parse(sorted).billing.map(({ provider }) => provider)).toEqual(['cyber', 'sparrow']);
});

test('a scope that is missing is named, and the rest still shows', async () => {
  const refused = { status: 403, body: { success: false, message: 'Forbidden' } };
  const config = await configOf({ first: { ...sparrow, 'GET /api/v1/account': refused } });
  const finished = await runFleetop(['billing', '--json'], { config });
  expect(finished.code).toBe(3);
  const { errors, billing } = snapshot.parse(JSON.parse(finished.stdout));
  expect(errors.map(({ provider, code, message }) => [provider, code, message])).toEqual([
    ['sparrow', 'forbidden', 'Forbidden: the key wants the scope billing:read'],
    ['cyber', 'forbidden', 'Key lacks a scope: the key wants the scope account:read'],
  ]);
  expect(billing.map(({ provider }) => provider)).toEqual(['sparrow', 'cyber']);
  expect(JSON.parse(finished.stdout)).toMatchObject({
    costs: {
      provider: [{ name: 'sparrow', monthlyCost: { amount: '1300.50', currency: 'INR' }, servers: 2 }],
    },
  });
});

test('what the list of servers and the billing are refused for alike is told once', async () => {
  const second = { ...cyber, 'GET /vps': noScope, 'GET /vps/summary': noScope };
  const finished = await runFleetop(['billing', '--json', '--provider', 'cyber'], {
    config: await configOf({ second }),
  });
  const { errors } = snapshot.parse(JSON.parse(finished.stdout));
  expect(errors.map(({ message }) => message)).toEqual([
    'Key lacks a scope: the key wants the scope account:read',
    'Key lacks a scope: the key wants the scope vps:read',
  ]);
});

test('--json: exact strings, and what is reckoned from them', async () => {
  const config = await configOf({ more: 'rates: { base: USD, INR: 0.0114, asOf: 2026-11-01 }' });
  const { stdout } = await runFleetop(['billing', '--json'], { config });
  expect(JSON.parse(stdout)).toMatchObject({
    billing: [
      {
        balance: { amount: '2500.00', currency: 'INR' },
        monthlyCost: { amount: '1300.50', currency: 'INR' },
        runwayDays: 58.4,
        stoppedCost: { amount: '450.50', currency: 'INR' },
        burn: { source: 'price', perDay: { amount: '42.756164', currency: 'INR' }, since: null },
        runway: { lowDays: 53.8, highDays: 59.5, verdict: 'enough', endsAt: expect.stringMatching(/Z$/) },
        atRisk: ['sparrow/s1'],
      },
      {
        balance: { amount: '-1.50', currency: 'USD' },
        runwayDays: 0,
        runway: { verdict: 'ended' },
        account: null,
      },
    ],
    totals: {
      balance: {
        amounts: [
          { amount: '2500.00', currency: 'INR' },
          { amount: '-1.50', currency: 'USD' },
        ],
        total: {
          amount: '27.00',
          currency: 'USD',
          rates: { INR: '0.0114' },
          asOf: '2026-11-01',
          missing: [],
        },
      },
    },
    firstHit: { provider: 'cyber' },
  });
});

describe('--csv', () => {
  test('the ledger: RFC 4180, and no cell that a spreadsheet would run', async () => {
    const { stdout } = await runFleetop(['billing', '--csv', 'ledger'], { config: await configOf({}) });
    expect(stdout).toBe(
      [
        'provider,id,at,direction,amount,currency,description',
        'cyber,2,2026-01-05T12:00:00.000Z,debit,0.0082,USD,"\'@SUM(A1), ""quoted"""',
        'cyber,1,2026-01-05T11:00:00.000Z,credit,50.00,USD,Top-up',
        '',
      ].join('\r\n'),
    );
  });

  test('the servers', async () => {
    const { stdout } = await runFleetop(['billing', '--csv', 'servers'], { config: await configOf({}) });
    expect(stdout.split('\r\n')).toEqual([
      'ref,provider,name,status,region,plan,monthly_cost,hourly_cost,currency,stopped_but_billed',
      'sparrow/s1,sparrow,web-01,running,in-noida-1,small,850.00,1.1644,INR,no',
      'sparrow/s2,sparrow,"\'=HYPERLINK(""x"")",stopped,in-noida-1,small,450.5,0.6171,INR,yes',
      '',
    ]);
  });

  test('the accounts: a negative balance stays a number', async () => {
    const { stdout } = await runFleetop(['billing', '--csv'], { config: await configOf({}) });
    const [titles, ...rows] = stdout.trimEnd().split('\r\n');
    expect(titles).toMatch(/^provider,type,balance,balance_currency,monthly_cost,/);
    expect(rows[0]).toMatch(
      /^sparrow,sparrowhost,2500\.00,INR,1300\.50,1\.7815,INR,450\.50,42\.756164,price,58\.4,53\.8,59\.5,/,
    );
    expect(rows[1]).toMatch(/^cyber,cyberpanel,-1\.50,USD,6\.00,0\.0082,USD,,.*,ended,on,10\.00,50\.00$/);
  });

  test.each([['--json'], ['--watch']])('not with %s', async (option) => {
    const { code, stderr } = await runFleetop(['billing', '--csv', option], { config: await configOf({}) });
    expect(code).toBe(2);
    expect(stderr).toContain(`--csv and ${option} exclude each other`);
  });

  test('its columns stand in the help', async () => {
    const { stdout } = await runFleetop(['billing', '--help']);
    expect(stdout).toContain('  ledger: provider, id, at, direction, amount, currency, description');
  });
});

test('balances are remembered from run to run', async () => {
  const home = makeFolder();
  const config = await configOf({});
  for (const _ of [1, 2]) await runFleetop(['billing', '--json'], { config, home });
  const kept: unknown = JSON.parse(readFileSync(join(home, '.local/state/fleetop/balances.json'), 'utf8'));
  expect(kept).toMatchObject({
    v: 1,
    values: {
      sparrow: {
        account: 'a1',
        currency: 'INR',
        samples: expect.arrayContaining([[expect.any(Number), '2500.00']]),
      },
      cyber: { account: null, currency: 'USD' },
    },
  });
});

test('all five simulated: credits are so labelled, plans and allowances are told, nothing is added across', async () => {
  await using simulator = await (async () => {
    const started = await startSimulator({ servers: 20, apps: 12 });
    return { config: started.configYaml(), [Symbol.asyncDispose]: started.close };
  })();
  const { stdout, stderr, code } = await runFleetop(['billing'], { config: simulator.config });
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^hostwares +450 AI credits/m);
  expect(stdout).toContain('hostwares: AI assistant credits: not money, and not what hosting costs');
  expect(stdout).toMatch(/^pilot: a plan a server, no balance: \d+ × \w+/m);
  expect(stdout).toMatch(
    /^spheron-compute: cluster AKT 31\.\d\d AKT of 90\.00 AKT \(35%\), worth \$102\.\d\d$/m,
  );
  expect(stdout).toMatch(/^Balance: ₹[\d,.]+ \+ \$[\d,.]+$/m);
  expect(stdout).not.toMatch(/Balance:.*credits/);
});
