import { describe, expect, test } from 'vitest';
import { type Routes, startApi } from '../support/api.ts';
import { connectTestProvider, never } from '../support/provider.ts';

const site = {
  id: 'cm1234abcd',
  name: 'my-nextjs-app',
  status: 'DEPLOYING',
  domain: null,
  createdAt: '2026-05-20T10:30:00Z',
  url: 'https://hostwares.com/api/sites/cm1234abcd',
};

const database = { id: 'cmdb1', name: 'production-db', type: 'postgresql', status: 'RUNNING' };

const ourSite = {
  ref: 'hw/cm1234abcd',
  provider: 'hw',
  providerType: 'hostwares',
  id: 'cm1234abcd',
  name: 'my-nextjs-app',
  kind: 'site',
  status: 'deploying',
  providerStatus: 'DEPLOYING',
  framework: null,
  repository: null,
  branch: null,
  domains: [],
  server: null,
  lastDeployedAt: null,
  createdAt: Date.UTC(2026, 4, 20, 10, 30),
  actions: ['start', 'stop', 'reboot', 'deploy', 'env', 'update', 'delete'],
};

const ourDatabase = {
  ...ourSite,
  ref: 'hw/cmdb1',
  id: 'cmdb1',
  name: 'production-db',
  kind: 'database',
  status: 'running',
  providerStatus: 'RUNNING',
  framework: 'postgresql',
  createdAt: null,
  actions: ['delete'],
};

const refused = (status: number, error: string, message: string) => ({
  status,
  body: { error, message, statusCode: status },
  headers: { 'retry-after': '30' },
});

const nothing = { 'GET /sites': { body: [] }, 'GET /databases': { body: [] } };

async function connect(routes: Routes) {
  const api = await startApi(routes);
  const { provider } = connectTestProvider('hostwares', api.url, { name: 'hw', apiKey: 'sk_test_123' });
  return { api, provider };
}

describe('the list of sites and databases', () => {
  test('as documented, with the key as documented', async () => {
    const { api, provider } = await connect({
      'GET /sites': { body: [site] },
      'GET /databases': { body: [database] },
    });
    expect(await provider.listApps?.(never)).toEqual({
      ok: true,
      value: { items: [ourSite, ourDatabase], problems: [] },
    });
    expect(api.requests.map(({ path }) => path).sort()).toEqual(['/databases', '/sites']);
    for (const { headers } of api.requests) expect(headers.authorization).toBe('Bearer sk_test_123');
  });

  test('a site that says what its creation was given', async () => {
    const full = {
      ...site,
      status: 'RUNNING',
      domain: 'shop.example.com',
      type: 'github',
      repository: 'github.com/user/my-app',
      branch: 'main',
      lastDeployedAt: '2026-05-21T08:00:00.123Z',
    };
    const { provider } = await connect({ ...nothing, 'GET /sites': { body: [full] } });
    expect(await provider.listApps?.(never)).toMatchObject({
      value: {
        items: [
          {
            ...ourSite,
            status: 'running',
            providerStatus: 'RUNNING',
            domains: ['shop.example.com'],
            repository: 'github.com/user/my-app',
            branch: 'main',
            lastDeployedAt: Date.UTC(2026, 4, 21, 8, 0, 0, 123),
          },
        ],
      },
    });
  });

  test.each([
    { name: 'under their names', wrap: (rows: unknown, name: string) => ({ [name]: rows }) },
    { name: 'under data', wrap: (rows: unknown) => ({ data: rows, total: 1 }) },
    { name: 'under items', wrap: (rows: unknown) => ({ items: rows }) },
  ])('the rows $name', async ({ wrap }) => {
    const { provider } = await connect({
      'GET /sites': { body: wrap([site], 'sites') },
      'GET /databases': { body: wrap([database], 'databases') },
    });
    expect(await provider.listApps?.(never)).toMatchObject({ value: { items: [ourSite, ourDatabase] } });
  });

  test.each([
    ['RUNNING', 'running'],
    ['DEPLOYING', 'deploying'],
    ['BUILDING', 'building'],
    ['RESTARTING', 'starting'],
    ['PAUSED', 'stopped'],
    ['CRASHED', 'failed'],
    ['SLEEPING', 'unknown'],
    [null, 'unknown'],
  ])('status %s is ours as %s', async (word, status) => {
    const { provider } = await connect({ ...nothing, 'GET /sites': { body: [{ ...site, status: word }] } });
    expect(await provider.listApps?.(never)).toMatchObject({
      value: { items: [{ status, providerStatus: word ?? '' }], problems: [] },
    });
  });

  test('a bad row is told and hides no other', async () => {
    const { provider } = await connect({
      'GET /sites': { body: [{ name: 'no id' }, site] },
      'GET /databases': { body: [null, database] },
    });
    expect(await provider.listApps?.(never)).toMatchObject({
      ok: true,
      value: {
        items: [ourSite, ourDatabase],
        problems: [
          {
            code: 'protocol',
            provider: 'hw',
            message: "answered the sites, row 1 in a shape we don't know at id",
          },
          {
            code: 'protocol',
            provider: 'hw',
            message: "answered the databases, row 1 in a shape we don't know",
          },
        ],
      },
    });
  });

  test.each([
    { failing: 'GET /databases', what: 'the databases', items: [ourSite] },
    { failing: 'GET /sites', what: 'the sites', items: [ourDatabase] },
  ])('when $failing fails the other is still shown', async ({ failing, what, items }) => {
    const { provider } = await connect({
      'GET /sites': { body: [site] },
      'GET /databases': { body: [database] },
      [failing]: refused(403, 'FORBIDDEN', 'Not for you'),
    });
    expect(await provider.listApps?.(never)).toEqual({
      ok: true,
      value: {
        items,
        problems: [
          expect.objectContaining({ code: 'forbidden', message: `${what} cannot be read: Not for you` }),
        ],
      },
    });
  });

  test.each([
    { failing: 'GET /databases', what: 'the databases' },
    { failing: 'GET /sites', what: 'the sites' },
  ])('when $failing fails later, its rows stay as they were, which is told', async ({ failing, what }) => {
    const routes = { 'GET /sites': { body: [site] }, 'GET /databases': { body: [database] } };
    const { api, provider } = await connect(routes);
    const both = { ok: true, value: { items: [ourSite, ourDatabase], problems: [] } };
    expect(await provider.listApps?.(never)).toEqual(both);
    api.route({ [failing]: refused(403, 'FORBIDDEN', 'Not for you') });
    const message = `${what} are shown as they were: Not for you`;
    expect(await provider.listApps?.(never)).toEqual({
      ok: true,
      value: { items: [ourSite, ourDatabase], problems: [expect.objectContaining({ message })] },
    });
    api.route(routes);
    expect(await provider.listApps?.(never)).toEqual(both);
  });

  test('when both fail, that is the failure', async () => {
    const reply = refused(401, 'UNAUTHORIZED', 'Bad key');
    const { provider } = await connect({ 'GET /sites': reply, 'GET /databases': reply });
    expect(await provider.listApps?.(never)).toMatchObject({
      ok: false,
      problem: { code: 'auth', message: 'Bad key', status: 401 },
    });
  });

  test('no two rows have one id', async () => {
    const { provider } = await connect({
      'GET /sites': { body: [site] },
      'GET /databases': { body: [{ ...database, id: site.id }, database] },
    });
    expect(await provider.listApps?.(never)).toMatchObject({
      value: {
        items: [ourSite, ourDatabase],
        problems: [
          { message: 'the database production-db has the id of a site (cm1234abcd) and is left out' },
        ],
      },
    });
  });
});

describe('one site or database', () => {
  const missing = refused(404, 'NOT_FOUND', "Site not found or you don't have access");

  test('a site, with its environment hidden', async () => {
    const full = { ...site, port: 3000, envVariables: [{ key: 'TOKEN', value: 's3cret' }] };
    const { provider } = await connect({ 'GET /sites/cm1234abcd': { body: full } });
    expect(await provider.readApp?.('cm1234abcd', never)).toEqual({
      ok: true,
      value: {
        resource: ourSite,
        details: { ...full, envVariables: [{ key: 'TOKEN', value: '***' }] },
      },
    });
  });

  test('a database that was never listed is looked for among the sites first', async () => {
    const full = {
      ...database,
      host: 'db.example.com',
      port: 5432,
      username: 's3cret',
      password: 's3cret',
      url: 'postgresql://u:s3cret@db.example.com/x',
      internalUrl: 's3cret',
      connectionString: 's3cret',
      note: 'use postgresql://u:s3cret@db.example.com/x',
      credentials: { user: 's3cret' },
    };
    const { api, provider } = await connect({
      'GET /sites/cmdb1': missing,
      'GET /databases/cmdb1': { body: full },
    });
    const read = await provider.readApp?.('cmdb1', never);
    expect(read).toMatchObject({
      ok: true,
      value: { resource: ourDatabase, details: { host: 'db.example.com', port: 5432, url: '***' } },
    });
    expect(JSON.stringify(read)).not.toContain('s3cret');
    expect(api.requests.map(({ path }) => path)).toEqual(['/sites/cmdb1', '/databases/cmdb1']);
  });

  test('a listed database is read by one request, its id encoded', async () => {
    const odd = { ...database, id: 'a b/c' };
    const { api, provider } = await connect({
      'GET /sites': { body: [site] },
      'GET /databases': { body: [odd] },
      'GET /databases/a%20b%2Fc': { body: odd },
    });
    await provider.listApps?.(never);
    expect(await provider.readApp?.('a b/c', never)).toMatchObject({
      value: { resource: { kind: 'database' } },
    });
    expect(api.requests.slice(2).map(({ path }) => path)).toEqual(['/databases/a%20b%2Fc']);
  });

  test('what is neither is not found', async () => {
    const { provider } = await connect({ 'GET /sites/x': missing, 'GET /databases/x': missing });
    expect(await provider.readApp?.('x', never)).toMatchObject({
      ok: false,
      problem: { code: 'not-found', status: 404, message: "Site not found or you don't have access" },
    });
  });

  test('another failure than not found is told as it is', async () => {
    const { api, provider } = await connect({ 'GET /sites/x': refused(403, 'FORBIDDEN', 'No') });
    expect(await provider.readApp?.('x', never)).toMatchObject({ ok: false, problem: { code: 'forbidden' } });
    expect(api.requests).toHaveLength(1);
  });

  test.each([{ body: '' }, { body: [] }, { body: {} }, { body: { id: '' } }, { body: '"x"' }])(
    'a strange body is a protocol problem: %j',
    async (reply) => {
      const { provider } = await connect({ 'GET /sites/x': reply });
      expect(await provider.readApp?.('x', never)).toMatchObject({
        ok: false,
        problem: { code: 'protocol' },
      });
    },
  );
});

describe('credits', () => {
  const billing = {
    provider: 'hw',
    providerType: 'hostwares',
    balance: { amount: '450', currency: 'credits' },
    monthlyCost: null,
    runwayDays: null,
    autoFunding: null,
    account: null,
    transactions: [],
    usage: [],
  };
  const credits = { 'GET /credits': { body: { balance: 450, lastPurchase: '2026-05-15T08:00:00Z' } } };

  test.each([
    [450, '450'],
    [12.5, '12.5'],
    ['0.10', '0.10'],
    [0, '0'],
  ])('a balance of %j is %s credits, never money', async (balance, amount) => {
    const { provider } = await connect({
      'GET /credits': { body: { balance } },
      'GET /credits/transactions': { body: [] },
    });
    expect(await provider.readBilling?.(never)).toEqual({
      ok: true,
      value: { billing: { ...billing, balance: { amount, currency: 'credits' } }, problems: [] },
    });
  });

  test.each([
    {
      row: { id: 't1', amount: -3, type: 'LOG_ANALYSIS', description: 'Log analysis' },
      want: { type: 'debit', amount: '3' },
    },
    {
      row: { id: 't2', amount: '100.50', type: 'PURCHASE' },
      want: { type: 'credit', amount: '100.50', description: 'PURCHASE' },
    },
    { row: { id: 3, amount: 2, type: 'USAGE' }, want: { id: '3', type: 'debit', amount: '2' } },
    { row: { amount: 5 }, want: { id: '1', type: 'credit', description: '', at: null } },
    {
      row: { id: 't5', amount: 1, createdAt: '2026-05-15T08:00:00Z' },
      want: { at: Date.UTC(2026, 4, 15, 8), currency: 'credits' },
    },
  ])('the transaction $row', async ({ row, want }) => {
    const { provider } = await connect({
      ...credits,
      'GET /credits/transactions': { body: { transactions: [row] } },
    });
    expect(await provider.readBilling?.(never)).toMatchObject({
      value: { billing: { transactions: [want] }, problems: [] },
    });
  });

  test('a transaction without an amount is told, not guessed', async () => {
    const { provider } = await connect({
      ...credits,
      'GET /credits/transactions': { body: [{ id: 'x' }, { id: 'y', amount: 1 }] },
    });
    expect(await provider.readBilling?.(never)).toMatchObject({
      value: { billing: { transactions: [{ id: 'y' }] }, problems: [{ code: 'protocol' }] },
    });
  });

  test('without the history there is the balance', async () => {
    const { provider } = await connect({
      ...credits,
      'GET /credits/transactions': refused(500, 'INTERNAL_ERROR', 'Oops'),
    });
    expect(await provider.readBilling?.(never)).toEqual({
      ok: true,
      value: { billing, problems: [expect.objectContaining({ code: 'server', message: 'Oops' })] },
    });
  });

  test('without the balance there is no billing', async () => {
    const { provider } = await connect({ 'GET /credits/transactions': { body: [] } });
    expect(await provider.readBilling?.(never)).toMatchObject({ ok: false, problem: { code: 'not-found' } });
  });

  test('the packages on sale stand beside the credits', async () => {
    const packages = [{ id: 'p1', credits: 100, price: '5.00' }];
    const { provider } = await connect({ ...credits, 'GET /credits/packages': { body: packages } });
    expect(await provider.readAccount?.(never)).toEqual({
      ok: true,
      value: { credits: { balance: 450, lastPurchase: '2026-05-15T08:00:00Z' }, packages },
    });
  });

  test('a part of the account that fails says so in its place', async () => {
    const { provider } = await connect({
      ...credits,
      'GET /credits/packages': refused(403, 'FORBIDDEN', 'Not for you'),
    });
    expect(await provider.readAccount?.(never)).toMatchObject({
      ok: true,
      value: { credits: { balance: 450 }, packages: { error: 'Not for you' } },
    });
  });

  test('packages without the credits are still shown', async () => {
    const { provider } = await connect({
      'GET /credits': refused(500, 'INTERNAL_ERROR', 'Oops'),
      'GET /credits/packages': { body: [] },
    });
    expect(await provider.readAccount?.(never)).toEqual({
      ok: true,
      value: { credits: { error: 'Oops' }, packages: [] },
    });
  });

  test('an account of which nothing can be read is a failure', async () => {
    const reply = refused(401, 'UNAUTHORIZED', 'Bad key');
    const { provider } = await connect({ 'GET /credits': reply, 'GET /credits/packages': reply });
    expect(await provider.readAccount?.(never)).toMatchObject({ ok: false, problem: { code: 'auth' } });
  });

  test('check asks for the credits alone', async () => {
    const { api, provider } = await connect(credits);
    expect(await provider.check(never)).toEqual({
      ok: true,
      value: {
        account: null,
        notes: ['AI credits: 450', 'the key has full rights on the account: Hostwares has no scopes'],
        warnings: [],
      },
    });
    expect(api.requests.map(({ path }) => path)).toEqual(['/credits']);
  });
});

describe('errors', () => {
  test.each([
    [400, 'BAD_REQUEST', 'invalid'],
    [401, 'UNAUTHORIZED', 'auth'],
    [403, 'FORBIDDEN', 'forbidden'],
    [404, 'NOT_FOUND', 'not-found'],
    [429, 'RATE_LIMITED', 'rate-limited'],
    [500, 'INTERNAL_ERROR', 'server'],
    [200, 'UNAUTHORIZED', 'auth'],
    [200, 'NOT_FOUND', 'not-found'],
  ])('%i %s is %s, in their words', async (status, error, code) => {
    const { provider } = await connect({ 'GET /credits': refused(status, error, 'Their words.') });
    expect(await provider.check(never)).toMatchObject({
      ok: false,
      problem: { provider: 'hw', code, status, message: 'Their words.' },
    });
  });

  test.each([
    { body: { error: true }, code: 'invalid' },
    { body: { success: false, error: 'ai_terms_required' }, code: 'invalid' },
    { body: { statusCode: 402, message: 'Pay first' }, code: 'invalid' },
    { body: null, code: 'protocol' },
    { body: { balance: null }, code: 'protocol' },
  ])('200 with $body is $code', async ({ body, code }) => {
    const { provider } = await connect({ 'GET /credits': { body } });
    expect(await provider.check(never)).toMatchObject({ ok: false, problem: { code } });
  });

  test('a resource with an error field of its own is a resource', async () => {
    const failed = { ...site, id: 'x', status: 'FAILED', error: 'npm run build exited with 1' };
    const { provider } = await connect({ 'GET /sites/x': { body: failed } });
    expect(await provider.readApp?.('x', never)).toMatchObject({
      ok: true,
      value: { resource: { status: 'failed' }, details: { error: 'npm run build exited with 1' } },
    });
  });

  test('the limit headers are believed: no request before the reset', async () => {
    const reset = Math.ceil(Date.now() / 1_000) + 30;
    const api = await startApi({
      'GET /credits': { status: 429, body: {}, headers: { 'x-ratelimit-reset': String(reset) } },
    });
    const { provider } = connectTestProvider('hostwares', api.url, { name: 'hw' });
    const first = await provider.check(never);
    expect(first).toMatchObject({ ok: false, problem: { code: 'rate-limited', status: 429 } });
    await provider.check(never);
    expect(api.requests).toHaveLength(1);
  });
});
