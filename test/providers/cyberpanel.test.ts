import { describe, expect, test } from 'vitest';
import type { Server } from '../../src/model/server.ts';
import { createMemory } from '../../src/providers/create-memory.ts';
import type { Provider } from '../../src/providers/provider.ts';
import { type Handler, type Reply, type Routes, startApi } from '../support/api.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { connectTestProvider, never, type TestProviderOptions } from '../support/provider.ts';

/** Bodies as the vendor's document prints them. */
const row = {
  id: 45,
  vmid: 281,
  name: 'my-server.example.com',
  status: 'running',
  ip_address: '74.81.40.145',
  is_suspended: false,
  created_at: '2026-01-05T10:00:00Z',
};

const detail = {
  ...row,
  updated_at: '2026-01-05T14:30:00Z',
  plan: {
    id: 1,
    name: 'Starter',
    cpu_cores: 1,
    ram_mb: 1024,
    disk_gb: 25,
    bandwidth_gb: 1000,
    price: '6.00',
  },
  location: { code: 'la', name: 'Los Angeles, USA' },
  server: { hostname: 'lax-power.cyberpersons.com' },
  billing: {
    hourly_rate: '0.0082',
    billing_start: '2026-01-05T10:00:00Z',
    last_billed: '2026-01-05T14:00:00Z',
  },
};

const live = {
  vps_id: 45,
  vmid: 281,
  name: 'my-server.example.com',
  status: 'running',
  qmpstatus: 'running',
  cpu: { usage_percent: 2.5, cores: 1 },
  memory: { used_bytes: 536870912, total_bytes: 1073741824, usage_percent: 50.0 },
  disk: { read_bytes: 1234567890, write_bytes: 987654321 },
  network: { in_bytes: 5678901234, out_bytes: 1234567890 },
  uptime_seconds: 86400,
  pid: 12345,
};

const snapshotRow = {
  name: 'pre-upgrade-snapshot',
  description: 'Before system upgrade',
  created_at: '2026-01-04T10:00:00Z',
  vmstate: false,
};

const listed: Server = {
  ref: 'cloud/45',
  provider: 'cloud',
  providerType: 'cyberpanel',
  id: '45',
  name: 'my-server.example.com',
  status: 'running',
  providerStatus: 'running',
  ipv4: '74.81.40.145',
  ipv6: null,
  region: null,
  plan: null,
  os: null,
  cpuCores: null,
  memoryMb: null,
  diskGb: null,
  bandwidthGb: null,
  price: null,
  createdAt: Date.parse('2026-01-05T10:00:00Z'),
  metrics: null,
  actions: ['start', 'stop', 'reboot', 'snapshot', 'console', 'delete'],
};

const facts = {
  region: 'la',
  plan: 'Starter',
  cpuCores: 1,
  memoryMb: 1024,
  diskGb: 25,
  bandwidthGb: 1000,
  price: { amount: '6.00', currency: 'USD', per: 'month' },
} as const;

const now = Date.parse('2026-11-21T12:00:00Z');

const metrics = {
  cpuPercent: 2.5,
  memoryPercent: 50,
  memoryUsedBytes: 536870912,
  memoryTotalBytes: 1073741824,
  diskReadBytes: 1234567890,
  diskWriteBytes: 987654321,
  networkInBytes: 5678901234,
  networkOutBytes: 1234567890,
  uptimeSeconds: 86400,
  source: 'api',
  observedAt: now,
};

const success = (data: unknown): Reply => ({ body: { success: true, data } });
const refusal = (status: number, code: string, message: string): Reply => ({
  status,
  headers: status === 429 ? { 'retry-after': '45' } : {},
  body: { success: false, error: 'short', error_code: code, message },
});
const noScope = refusal(403, 'INSUFFICIENT_SCOPE', 'API key lacks the scope');
const page = (instances: readonly unknown[], pagination: unknown): Reply =>
  success({ instances, pagination });
const onePage = (...instances: readonly unknown[]): Reply =>
  page(instances, { total: instances.length, limit: 100, offset: 0, has_more: false });

/** Sleeps are over at once, and time stands still. */
const frozenClock = {
  now: () => now,
  elapsed: () => now,
  sleep: () => new Promise<void>((resolve) => setImmediate(resolve)),
};

async function connect(routes: Routes, options: TestProviderOptions = {}) {
  const api = await startApi(routes);
  const connected = connectTestProvider('cyberpanel', `${api.url}/api/v1`, {
    name: 'cloud',
    apiKey: 'cyp_live_3ac1ca2fea',
    clock: frozenClock,
    ...options,
  });
  return {
    api,
    provider: connected.provider as Required<Provider>,
    paths: () => api.requests.map((r) => r.path),
  };
}

const at = (path: string): string => `GET /api/v1${path}`;

describe('list', () => {
  test('the documented row, and how it was asked for', async () => {
    const { api, provider } = await connect({ [at('/vps')]: onePage(row) });
    expect(await provider.listServers(never)).toEqual({ ok: true, value: { items: [listed], problems: [] } });
    expect(api.requests.map((r) => [r.path, r.headers.authorization])).toEqual([
      ['/api/v1/vps?limit=100&offset=0', 'Bearer cyp_live_3ac1ca2fea'],
    ]);
  });

  test.each<{ name: string; raw: object; want: Partial<Server> }>([
    {
      name: 'suspended wins over the state of the machine',
      raw: { ...row, is_suspended: true },
      want: { status: 'suspended', providerStatus: 'running' },
    },
    ...['true', ' True', 1].map((isSuspended) => ({
      name: `suspended, written as ${JSON.stringify(isSuspended)}`,
      raw: { ...row, is_suspended: isSuspended },
      want: { status: 'suspended' as const },
    })),
    ...['false', 0, 2, ''].map((isSuspended) => ({
      name: `not suspended, written as ${JSON.stringify(isSuspended)}`,
      raw: { ...row, is_suspended: isSuspended },
      want: { status: 'running' as const },
    })),
    {
      name: 'a state nobody documented',
      raw: { ...row, status: 'Paused' },
      want: { status: 'unknown', providerStatus: 'Paused' },
    },
    {
      name: 'a deployment under way',
      raw: { ...row, status: 'deploying' },
      want: { status: 'provisioning', providerStatus: 'deploying' },
    },
    {
      name: 'nothing but an id',
      raw: { id: '45' },
      want: { name: '45', status: 'unknown', providerStatus: '', ipv4: null, createdAt: null },
    },
    {
      name: 'nulls and other types',
      raw: { ...row, name: null, ip_address: null, created_at: 7, is_suspended: 'no', plan: 'Starter' },
      want: { name: '45', ipv4: null, createdAt: null, plan: null },
    },
    {
      name: 'an IPv6 address',
      raw: { ...row, ip_address: '2001:db8::1' },
      want: { ipv4: null, ipv6: '2001:db8::1' },
    },
    { name: 'an address to come', raw: { ...row, ip_address: 'pending' }, want: { ipv4: null, ipv6: null } },
  ])('$name', async ({ raw, want }) => {
    const { provider } = await connect({ [at('/vps')]: onePage(raw) });
    expect(await provider.listServers(never)).toEqual({
      ok: true,
      value: { items: [{ ...listed, ...want }], problems: [] },
    });
  });

  test('a bad row is named, the others are kept', async () => {
    const { provider } = await connect({ [at('/vps')]: onePage({ ...row, id: null }, row) });
    expect(await provider.listServers(never)).toMatchObject({
      ok: true,
      value: {
        items: [{ id: '45' }],
        problems: [
          { code: 'protocol', message: "answered the VPS list, row 1 in a shape we don't know at id" },
        ],
      },
    });
  });

  test.each<{ name: string; body: unknown; message: string }>([
    {
      name: 'no data',
      body: { success: true },
      message: "answered the VPS list in a shape we don't know: no data",
    },
    {
      name: 'no list',
      body: { success: true, data: { instances: {} } },
      message: "answered the VPS list in a shape we don't know at instances",
    },
    { name: 'a web page', body: '<html></html>', message: 'answered a web page instead of JSON' },
    {
      name: 'a nest without a bottom',
      body: `{"success":true,"data":${'{"a":['.repeat(50_000)}"]}${']}'.repeat(50_000)}}`,
      message: 'answered a bottomless nest instead of JSON',
    },
  ])('$name', async ({ body, message }) => {
    const { provider } = await connect({ [at('/vps')]: { body } });
    expect(await provider.listServers(never)).toMatchObject({
      ok: false,
      problem: { code: 'protocol', message },
    });
  });
});

describe('pages', () => {
  const rows = (count: number) => Array.from({ length: count }, (_, index) => ({ ...row, id: index + 1 }));
  const pager =
    (all: readonly object[], tell: (offset: number, end: boolean) => unknown, most = 100): Handler =>
    ({ path }) => {
      const query = new URL(path, 'http://x').searchParams;
      const offset = Number(query.get('offset'));
      const end = offset + Math.min(Number(query.get('limit')), most);
      return page(all.slice(offset, end), tell(offset, end >= all.length));
    };
  const offsets = (paths: readonly string[]) =>
    paths.map((path) => Number(new URL(path, 'http://x').searchParams.get('offset'))).sort((a, b) => a - b);

  test.each<{ name: string; vps: Handler; ids: number; asked: readonly number[] }>([
    {
      name: 'as documented',
      vps: pager(rows(250), (_, isLast) => ({ total: 250, limit: 100, has_more: !isLast })),
      ids: 250,
      asked: [0, 100, 200],
    },
    {
      name: 'a full last page',
      vps: pager(rows(200), (_, isLast) => ({ total: 200, has_more: !isLast })),
      ids: 200,
      asked: [0, 100],
    },
    {
      name: 'pages shorter than asked for',
      vps: pager(rows(120), (_, isLast) => ({ total: 120, limit: 50, has_more: !isLast }), 50),
      ids: 120,
      asked: [0, 50, 100],
    },
    {
      name: 'a total only',
      vps: pager(rows(150), () => ({ total: '150' })),
      ids: 150,
      asked: [0, 100],
    },
    {
      name: 'has_more only',
      vps: pager(rows(201), (_, isLast) => ({ has_more: !isLast })),
      ids: 201,
      asked: [0, 100, 200],
    },
    { name: 'no pagination', vps: pager(rows(130), () => undefined), ids: 130, asked: [0, 100] },
    {
      name: 'a total that grew',
      vps: pager(rows(230), (offset, isLast) => ({ total: offset === 0 ? 150 : 230, has_more: !isLast })),
      ids: 230,
      asked: [0, 100, 200],
    },
    {
      name: 'a short page in between',
      vps: ({ path }) => {
        const offset = offsets([path])[0] ?? 0;
        const end = offset + (offset === 100 ? 30 : 100);
        return page(rows(230).slice(offset, end), { total: 230, has_more: end < 230 });
      },
      ids: 230,
      asked: [0, 100, 130, 200],
    },
    {
      name: 'pages that become shorter, without a total',
      vps: ({ path }) => {
        const offset = offsets([path])[0] ?? 0;
        const end = offset + (offset === 0 ? 100 : 60);
        return page(rows(230).slice(offset, end), { has_more: end < 230 });
      },
      ids: 230,
      asked: [0, 100, 160, 220],
    },
    {
      name: 'has_more for ever',
      vps: pager(rows(150), () => ({ has_more: true })),
      ids: 150,
      asked: [0, 100, 150],
    },
    {
      name: 'the same page again and again',
      vps: () => page(rows(100), { has_more: true }),
      ids: 100,
      asked: [0, 100],
    },
    {
      name: 'a page of rows that cannot be read',
      vps: pager(
        [{ id: null }, ...rows(99), ...rows(100).map(() => ({ id: null })), ...rows(150).slice(99)],
        (_, isLast) => ({ has_more: !isLast }),
      ),
      ids: 150,
      asked: [0, 100, 200],
    },
    { name: 'no server at all', vps: pager([], () => ({ total: 0, has_more: false })), ids: 0, asked: [0] },
    { name: 'nothing, and more of it', vps: pager([], () => ({ has_more: true })), ids: 0, asked: [0] },
  ])('$name', async ({ vps, ids, asked }) => {
    const { provider, paths } = await connect({ [at('/vps')]: vps });
    const listing = await provider.listServers(never);
    expect(listing.ok && listing.value.items.map((server) => Number(server.id))).toEqual(
      rows(ids).map((raw) => raw.id),
    );
    expect(offsets(paths())).toEqual(asked);
  });

  test('a total that is too high ends at the first empty page', async () => {
    const { provider, paths } = await connect({
      [at('/vps')]: pager(rows(150), () => ({ total: 100_000, has_more: true })),
    });
    const listing = await provider.listServers(never);
    expect(listing.ok && listing.value.items.length).toBe(150);
    // Those under way when the empty page comes are still answered.
    expect(paths().length).toBeLessThan(15);
  });

  test('at most 4 requests are under way at once, and order is kept', async () => {
    let open = 0;
    let most = 0;
    const answer = pager(rows(1_000), (_, isLast) => ({ total: 1_000, has_more: !isLast }));
    const { provider } = await connect({
      [at('/vps')]: async (request, response) => {
        open += 1;
        most = Math.max(most, open);
        // The earlier pages answer last.
        const turns = 250 - Number(offsets([request.path])[0]) / 4;
        for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
        open -= 1;
        return (await answer(request, response)) ?? {};
      },
    });
    const listing = await provider.listServers(never);
    expect(listing.ok && listing.value.items.map((server) => Number(server.id))).toEqual(
      rows(1_000).map((raw) => raw.id),
    );
    expect(most).toBe(4);
  });

  test('a VPS that moves to the next page comes once', async () => {
    const { provider } = await connect({
      [at('/vps')]: ({ path }) =>
        path.endsWith('offset=0')
          ? page(rows(100), { total: 101, has_more: true })
          : page(
              [
                { ...row, id: 100 },
                { ...row, id: 101 },
              ],
              { total: 102, has_more: false },
            ),
    });
    const listing = await provider.listServers(never);
    expect(listing.ok && listing.value.items.length).toBe(101);
  });

  test('rows that change places between two pages do not take others away without a word', async () => {
    const { provider } = await connect({
      [at('/vps')]: ({ path }) =>
        path.endsWith('offset=0')
          ? page(rows(100), { total: 130, has_more: true })
          : page(rows(30), { total: 130, has_more: false }),
    });
    expect(await provider.listServers(never)).toMatchObject({
      ok: true,
      value: { problems: [{ code: 'protocol', message: expect.stringContaining('30 of 130 are missing') }] },
    });
  });

  test.each([
    { name: 'none of them', sent: 0, missing: '12 of 12' },
    { name: 'some of them', sent: 5, missing: '7 of 12' },
  ])('VPSs that are counted and do not come are not taken for gone: $name', async ({ sent, missing }) => {
    const { provider } = await connect({
      [at('/vps')]: pager(rows(sent), () => ({ total: 12, has_more: true })),
    });
    expect(await provider.listServers(never)).toMatchObject({
      ok: true,
      value: {
        items: { length: sent },
        problems: [{ code: 'protocol', message: `${missing} are missing from the VPS list` }],
      },
    });
  });

  test('a VPS that is deleted meanwhile is missed by nobody', async () => {
    const { provider } = await connect({
      [at('/vps')]: pager(rows(149), (offset) => ({ total: offset === 0 ? 150 : 149 })),
    });
    expect(await provider.listServers(never)).toMatchObject({
      ok: true,
      value: { items: { length: 149 }, problems: [] },
    });
  });

  test('a VPS that moves to a page that was read already, as others are deleted, is not taken for gone', async () => {
    let all = rows(150);
    let asked = 0;
    const { provider } = await connect({
      [at('/vps')]: (request, response) => {
        asked += 1;
        if (asked === 2) all = all.slice(2);
        return pager(all, () => ({ total: all.length }))(request, response);
      },
    });
    const listing = await provider.listServers(never);
    expect(listing.ok && listing.value.items.map(({ id }) => id)).toEqual(all.map(({ id }) => String(id)));
  });

  test('an id that is no exact number any more is kept by its digits, and a fraction is none', async () => {
    const ids = ['9007199254740993', '-9007199254740993', '12345678901234567890', '45.5', '1e21'];
    const raw = ids.map((id) => `{"id":${id},"name":"a"}`).join(',');
    const { provider } = await connect({
      [at('/vps')]: { body: `{"success":true,"data":{"instances":[${raw}]}}` },
      [at('/vps/9007199254740993')]: {
        body: '{"success":true,"data":{"id":9007199254740993,"name":"a","status":"running"}}',
      },
    });
    const listing = await provider.listServers(never);
    expect(listing.ok && listing.value.items.map(({ id }) => id)).toEqual(ids.slice(0, 3));
    expect(listing).toMatchObject({ value: { problems: [{ code: 'protocol' }, { code: 'protocol' }] } });
    expect(await provider.readServer('9007199254740993', never)).toMatchObject({
      value: { resource: { ref: 'cloud/9007199254740993' } },
    });
  });

  test('an id that had to be made plain is the id of nothing', async () => {
    const { provider } = await connect({
      [at('/vps')]: onePage({ ...row, id: 'a\u001b[31m' }, { ...row, id: 'b\u200b' }, { ...row, id: 'c' }),
    });
    expect(await provider.listServers(never)).toMatchObject({
      value: { items: [{ id: 'c' }], problems: [{ code: 'protocol' }, { code: 'protocol' }] },
    });
  });

  test('a page that keeps failing fails the list, after three tries', async () => {
    const { provider, paths } = await connect({
      [at('/vps')]: ({ path }) =>
        path.endsWith('offset=100')
          ? { status: 500, body: { success: false, error: 'boom' } }
          : page(rows(100), { total: 150, has_more: true }),
    });
    expect(await provider.listServers(never)).toMatchObject({
      ok: false,
      problem: { code: 'server', status: 500, message: 'boom' },
    });
    expect(offsets(paths())).toEqual([0, 100, 100, 100]);
  });

  test('a list without end is a fault', async () => {
    let id = 0;
    const { provider, paths } = await connect({
      [at('/vps')]: () => {
        id += 1;
        return page([{ ...row, id }], { has_more: true });
      },
    });
    expect(await provider.listServers(never)).toMatchObject({
      ok: false,
      problem: { code: 'protocol', message: 'answered the VPS list without end' },
    });
    expect(paths().length).toBe(500);
  });
});

describe('what only the detail tells', () => {
  test('is remembered for later lists, for a day', async () => {
    const clock = createManualClock(now);
    const memory = createMemory();
    const routes = { [at('/vps')]: onePage(row), [at('/vps/45')]: success(detail) };
    const { provider } = await connect(routes, { clock, memory });
    expect(provider.isIncomplete(listed)).toBe(true);
    const own = { ...listed, metrics: { ...metrics, source: 'api' as const } };
    expect(await provider.completeServer(own, never)).toEqual({ ok: true, value: { ...own, ...facts } });
    expect(provider.isIncomplete(listed)).toBe(false);

    const { provider: afterRestart } = await connect(routes, { clock, memory });
    expect(await afterRestart.listServers(never)).toMatchObject({
      value: { items: [{ ...listed, ...facts }] },
    });
    await clock.advance(24 * 3_600_000 - 1);
    expect(afterRestart.isIncomplete(listed)).toBe(false);
    await clock.advance(1);
    expect(afterRestart.isIncomplete(listed)).toBe(true);
    expect(await afterRestart.listServers(never)).toMatchObject({ value: { items: [{ plan: 'Starter' }] } });
    const { provider: withClockSetBack } = await connect(routes, {
      clock: createManualClock(now - 1),
      memory,
    });
    expect(withClockSetBack.isIncomplete(listed)).toBe(true);
  });

  test('stays when a later detail is without it', async () => {
    let isWhole = true;
    const { provider } = await connect({
      [at('/vps')]: onePage(row),
      [at('/vps/45')]: () => success(isWhole ? detail : row),
      [at('/vps/45/status')]: success({}),
      [at('/vps/45/snapshots')]: success({ snapshots: [] }),
    });
    await provider.completeServer(listed, never);
    isWhole = false;
    expect(await provider.readServer('45', never)).toMatchObject({ value: { resource: facts } });
    expect(await provider.listServers(never)).toMatchObject({ value: { items: [facts] } });
  });

  test('is not that of another VPS with the same id', async () => {
    let created_at = row.created_at;
    const { provider } = await connect({
      [at('/vps')]: () => onePage({ ...row, created_at }),
      [at('/vps/45')]: success(detail),
    });
    await provider.completeServer(listed, never);
    created_at = '2026-03-01T10:00:00Z';
    const other = { ...listed, createdAt: Date.parse(created_at) };
    expect(await provider.listServers(never)).toMatchObject({ value: { items: [other] } });
    expect(provider.isIncomplete(other)).toBe(true);
  });

  test('is remembered for each VPS by itself', async () => {
    const { provider } = await connect({ [at('/vps/45')]: success(detail) });
    await provider.completeServer(listed, never);
    expect(provider.isIncomplete({ ...listed, id: '46', ref: 'cloud/46' })).toBe(true);
  });

  test.each<{ name: string; stored: unknown }>([
    { name: 'text', stored: 'broken' },
    { name: 'no time', stored: { facts } },
    {
      name: 'a price that is a number',
      stored: { at: now, facts: { ...facts, price: { ...facts.price, amount: 6 } } },
    },
    { name: 'a plan that is a number', stored: { at: now, facts: { ...facts, plan: 1 } } },
  ])('damaged memory counts as none: $name', async ({ stored }) => {
    const memory = { get: () => stored, set: () => {}, update: () => {} };
    const { provider } = await connect({ [at('/vps')]: onePage(row) }, { memory });
    expect(provider.isIncomplete(listed)).toBe(true);
    expect(await provider.listServers(never)).toMatchObject({ value: { items: [listed] } });
  });

  test.each<{ name: string; raw: object; want: Partial<Server> }>([
    {
      name: 'hourly where the month is not known',
      raw: { ...detail, plan: { ...detail.plan, price: null } },
      want: { price: { amount: '0.0082', currency: 'USD', per: 'hour' } },
    },
    {
      name: 'no price',
      raw: { ...detail, plan: { ...detail.plan, price: 'free' }, billing: null },
      want: { price: null },
    },
    {
      name: 'no plan',
      raw: { ...detail, plan: null, billing: null },
      want: { plan: null, cpuCores: null, price: null },
    },
    {
      name: 'a location without code',
      raw: { ...detail, location: { name: 'Moon' } },
      want: { region: 'Moon' },
    },
    { name: 'no location', raw: { ...detail, location: undefined }, want: { region: null } },
  ])('$name', async ({ raw, want }) => {
    const { provider } = await connect({ [at('/vps/45')]: success(raw) });
    expect(await provider.completeServer(listed, never)).toMatchObject({ ok: true, value: want });
    expect(provider.isIncomplete(listed)).toBe(false);
  });
});

describe('metrics', () => {
  const nothing = {
    ...metrics,
    cpuPercent: null,
    memoryPercent: null,
    memoryUsedBytes: null,
    memoryTotalBytes: null,
    diskReadBytes: null,
    diskWriteBytes: null,
    networkInBytes: null,
    networkOutBytes: null,
    uptimeSeconds: null,
  };

  test.each<{ name: string; raw: unknown; want: unknown }>([
    { name: 'the documented reply', raw: live, want: metrics },
    {
      name: 'absent parts',
      raw: { status: 'running', cpu: null, memory: {}, uptime_seconds: null },
      want: nothing,
    },
    {
      name: 'more than 100 percent, as given',
      raw: { ...live, cpu: { usage_percent: 187.5 } },
      want: { ...metrics, cpuPercent: 187.5 },
    },
    {
      name: 'stopped meanwhile',
      raw: { ...live, status: 'stopped', cpu: { usage_percent: 0 }, uptime_seconds: 0 },
      want: null,
    },
  ])('$name', async ({ raw, want }) => {
    const { provider } = await connect({ [at('/vps/45/status')]: success(raw) });
    expect(await provider.readMetrics(listed, never)).toEqual({ ok: true, value: want });
  });

  test.each(['provisioning', 'stopped', 'suspended', 'deleted'] as const)(
    'a %s VPS is not asked',
    async (status) => {
      const { provider, paths } = await connect({});
      expect(await provider.readMetrics({ ...listed, status }, never)).toEqual({ ok: true, value: null });
      expect(paths()).toEqual([]);
    },
  );

  test('STATUS_FAILED is no error for a VPS that does not run, and one for a VPS that should', async () => {
    const { provider } = await connect({
      [at('/vps/45/status')]: refusal(500, 'STATUS_FAILED', 'Failed to get VPS status'),
    });
    expect(await provider.readMetrics({ ...listed, status: 'starting' }, never)).toEqual({
      ok: true,
      value: null,
    });
    expect(await provider.readMetrics(listed, never)).toMatchObject({
      ok: false,
      problem: { code: 'server', message: 'Failed to get VPS status' },
    });
  });
});

describe('one server in full', () => {
  test('with live status and snapshots', async () => {
    const { provider, paths } = await connect({
      [at('/vps/45')]: success({ ...detail, root_password: 'hunter2hunter2' }),
      [at('/vps/45/status')]: success(live),
      [at('/vps/45/snapshots')]: success({ vps_id: 45, snapshots: [snapshotRow] }),
    });
    expect(await provider.readServer('45', never)).toEqual({
      ok: true,
      value: {
        resource: { ...listed, ...facts, metrics },
        details: { server: { ...detail, root_password: '***' }, status: live, snapshots: [snapshotRow] },
      },
    });
    expect(paths().some((path) => path.includes('console'))).toBe(false);
  });

  test('a related read that fails stands in its place', async () => {
    const { provider } = await connect({
      [at('/vps/45')]: success(detail),
      [at('/vps/45/status')]: refusal(500, 'STATUS_FAILED', 'no status'),
      [at('/vps/45/snapshots')]: noScope,
    });
    expect(await provider.readServer('45', never)).toMatchObject({
      ok: true,
      value: {
        resource: { metrics: null },
        details: { status: { error: 'no status' }, snapshots: { error: 'API key lacks the scope' } },
      },
    });
  });

  test('with the progress of a deployment', async () => {
    const deployment = { vps_id: 45, deployment_status: 'in_progress', progress_percent: 70 };
    const { provider, paths } = await connect({
      [at('/vps/45')]: success({ ...detail, status: 'deploying' }),
      [at('/vps/45/deployment')]: success(deployment),
    });
    expect(await provider.readServer('45', never)).toMatchObject({
      value: { resource: { status: 'provisioning' }, details: { status: null, deployment } },
    });
    expect(paths()).not.toContain('/api/v1/vps/45/status');
  });

  test('one that is off is not asked for its status', async () => {
    const { provider, paths } = await connect({
      [at('/vps/45')]: success({ ...detail, status: 'stopped' }),
      [at('/vps/45/snapshots')]: success({ snapshots: [] }),
    });
    expect(await provider.readServer('45', never)).toMatchObject({
      value: { resource: { status: 'stopped', metrics: null }, details: { status: null, snapshots: [] } },
    });
    expect(paths()).toEqual(['/api/v1/vps/45', '/api/v1/vps/45/snapshots']);
  });

  test('an id cannot leave its place in the path', async () => {
    const { provider, paths } = await connect({});
    expect(await provider.readServer('../account?x', never)).toMatchObject({
      problem: { code: 'not-found' },
    });
    expect(paths()).toEqual(['/api/v1/vps/..%2Faccount%3Fx']);
  });
});

describe('refusals', () => {
  test.each<{ status: number; code: string; want: string }>([
    { status: 401, code: 'NO_API_KEY', want: 'auth' },
    { status: 401, code: 'INVALID_API_KEY', want: 'auth' },
    { status: 401, code: 'EXPIRED_API_KEY', want: 'auth' },
    { status: 401, code: 'INACTIVE_API_KEY', want: 'auth' },
    { status: 403, code: 'IP_NOT_ALLOWED', want: 'forbidden' },
    { status: 403, code: 'INSUFFICIENT_SCOPE', want: 'forbidden' },
    { status: 429, code: 'RATE_LIMIT_EXCEEDED', want: 'rate-limited' },
    { status: 404, code: 'VPS_NOT_FOUND', want: 'not-found' },
    { status: 404, code: 'KEY_NOT_FOUND', want: 'not-found' },
    { status: 400, code: 'VPS_DELETED', want: 'conflict' },
    { status: 403, code: 'VPS_SUSPENDED', want: 'conflict' },
    { status: 400, code: 'VPS_ALREADY_DELETED', want: 'conflict' },
    { status: 400, code: 'PLAN_NOT_FOUND', want: 'invalid' },
    { status: 400, code: 'LOCATION_NOT_FOUND', want: 'invalid' },
    { status: 400, code: 'INVALID_TEMPLATE', want: 'invalid' },
    { status: 400, code: 'MISSING_FIELDS', want: 'invalid' },
    { status: 400, code: 'INSUFFICIENT_BALANCE', want: 'payment' },
    { status: 500, code: 'STATUS_FAILED', want: 'server' },
    { status: 500, code: 'NODE_NOT_FOUND', want: 'server' },
    { status: 200, code: 'VPS_NOT_FOUND', want: 'not-found' },
    { status: 200, code: 'SOMETHING_NEW', want: 'invalid' },
  ])('$status $code is $want', async ({ status, code, want }) => {
    const { provider } = await connect({ [at('/vps/45')]: refusal(status, code, `Why: ${code}`) });
    expect(await provider.readServer('45', never)).toMatchObject({
      ok: false,
      problem: { provider: 'cloud', code: want, status, message: `Why: ${code}` },
    });
  });

  test.each<{ name: string; reply: Reply; want: object }>([
    {
      name: 'the short text where there is no message',
      reply: { status: 404, body: { success: false, error: 'Gone away', error_code: 'VPS_NOT_FOUND' } },
      want: { code: 'not-found', message: 'Gone away' },
    },
    {
      name: 'the code where there is no text',
      reply: { status: 400, body: { success: false, error_code: 'PASSWORD_WEAK' } },
      want: { code: 'invalid', message: 'PASSWORD_WEAK' },
    },
    {
      name: 'success: false in a 200',
      reply: { body: { success: false } },
      want: { code: 'invalid', message: 'the request was refused' },
    },
    {
      name: 'error: true in a 200',
      reply: { body: { success: true, error: true, message: 'No', data: detail } },
      want: { code: 'invalid', message: 'No' },
    },
    {
      name: 'a body of another kind',
      reply: { status: 404, body: ['strange', null] },
      want: { code: 'not-found', message: 'there is no such resource' },
    },
    {
      name: 'fields of other types',
      reply: { status: 403, body: { success: 0, error: { a: 1 }, error_code: 7, message: [] } },
      want: { code: 'forbidden', message: 'the key is not allowed to do this' },
    },
  ])('$name', async ({ reply, want }) => {
    const { provider } = await connect({ [at('/vps/45')]: reply });
    expect(await provider.readServer('45', never)).toMatchObject({ ok: false, problem: want });
  });

  test('a key that is echoed does not come out', async () => {
    const { provider } = await connect({
      [at('/vps/45')]: refusal(401, 'INVALID_API_KEY', 'cyp_live_3ac1ca2fea is unknown'),
    });
    expect(await provider.readServer('45', never)).toMatchObject({ problem: { message: '*** is unknown' } });
  });
});

describe('snapshots and console', () => {
  test('snapshots, with one bad row', async () => {
    const { provider } = await connect({
      [at('/vps/45/snapshots')]: success({
        vps_id: 45,
        snapshots: [snapshotRow, { description: 'no name' }, { name: 'bare' }],
      }),
    });
    expect(await provider.listSnapshots('45', never)).toMatchObject({
      ok: true,
      value: {
        items: [
          {
            name: 'pre-upgrade-snapshot',
            description: 'Before system upgrade',
            createdAt: Date.parse('2026-01-04T10:00:00Z'),
            includesRam: false,
          },
          { name: 'bare', description: null, createdAt: null, includesRam: null },
        ],
        problems: [{ code: 'protocol' }],
      },
    });
  });

  const url = 'https://lax-power.cyberpersons.com:8006/?console=kvm&novnc=1&vmid=281&node=lax-power';
  test.each<{ name: string; data: object; want: object }>([
    {
      name: 'the documented reply',
      data: { vps_id: 45, console_url: url, type: 'novnc', expires_in_seconds: 300 },
      want: { ok: true, value: { url, expiresAt: now + 300_000 } },
    },
    {
      name: 'no expiry',
      data: { console_url: url },
      want: { ok: true, value: { url, expiresAt: null } },
    },
    {
      name: 'an address no browser should open',
      data: { console_url: 'file:///etc/passwd' },
      want: { ok: false, problem: { code: 'protocol' } },
    },
  ])('console: $name', async ({ data, want }) => {
    const { provider } = await connect({ [at('/vps/45/console')]: success(data) });
    expect(await provider.openConsole('45', never)).toMatchObject(want);
  });
});

describe('billing', () => {
  const account = {
    id: 123,
    email: 'user@example.com',
    full_name: 'John Doe',
    balance: '150.00',
    status: 'active',
    two_factor_enabled: true,
    vps_ordering_enabled: true,
    registration_date: '2024-01-15T10:30:00Z',
  };
  const line = {
    id: 456,
    description: 'VPS Hourly Charge - my-server.example.com',
    amount: '-0.0082',
    type: 'debit',
    date: '2026-01-05T12:00:00Z',
  };
  const billing = {
    balance: '150.00',
    auto_funding: { enabled: true, threshold: '10.00', amount: '50.00' },
    recent_invoices: [line],
  };
  const summary = {
    total_instances: 3,
    running: 2,
    stopped: 1,
    suspended: 0,
    total_monthly_cost: '18.00',
    locations: { la: 2, de: 1 },
  };
  const all = {
    [at('/billing')]: success(billing),
    [at('/account')]: success(account),
    [at('/vps/summary')]: success(summary),
  };
  const transaction = {
    id: '456',
    description: 'VPS Hourly Charge - my-server.example.com',
    amount: '0.0082',
    currency: 'USD',
    type: 'debit',
    at: Date.parse('2026-01-05T12:00:00Z'),
  };
  const whole = {
    provider: 'cloud',
    providerType: 'cyberpanel',
    balance: { amount: '150.00', currency: 'USD' },
    monthlyCost: { amount: '18.00', currency: 'USD' },
    runwayDays: 253.4,
    autoFunding: { enabled: true, threshold: '10.00', amount: '50.00' },
    account: { id: '123', name: 'John Doe', email: 'user@example.com', status: 'active' },
    transactions: [transaction],
    usage: [],
  };

  test('the documented replies', async () => {
    const { provider } = await connect(all);
    expect(await provider.readBilling(never)).toEqual({ ok: true, value: { billing: whole, problems: [] } });
  });

  test.each<{ name: string; scope: string; path: string; want: object }>([
    {
      name: 'no billing:read',
      scope: 'billing:read',
      path: '/billing',
      want: { autoFunding: null, transactions: [] },
    },
    { name: 'no account:read', scope: 'account:read', path: '/account', want: { account: null } },
    {
      name: 'no vps:read',
      scope: 'vps:read',
      path: '/vps/summary',
      want: { monthlyCost: null, runwayDays: null },
    },
  ])('$name: the rest shows', async ({ path, scope, want }) => {
    const { provider } = await connect({ ...all, [at(path)]: noScope });
    expect(await provider.readBilling(never)).toEqual({
      ok: true,
      value: {
        billing: { ...whole, ...want },
        problems: [
          expect.objectContaining({
            code: 'forbidden',
            message: `API key lacks the scope: the key wants the scope ${scope}`,
          }),
        ],
      },
    });
  });

  test('fails when nothing may be read', async () => {
    const { provider } = await connect({
      [at('/billing')]: noScope,
      [at('/account')]: noScope,
      [at('/vps/summary')]: noScope,
    });
    expect(await provider.readBilling(never)).toMatchObject({ ok: false, problem: { code: 'forbidden' } });
  });

  test.each<{ name: string; raw: object; want: object }>([
    {
      name: 'a credit',
      raw: { ...line, amount: '50.00', type: 'credit' },
      want: { amount: '50.00', type: 'credit' },
    },
    {
      name: 'the sign wins',
      raw: { ...line, amount: '-5.00', type: 'refund' },
      want: { amount: '5.00', type: 'debit' },
    },
    {
      name: 'a debit without sign',
      raw: { ...line, amount: 0.0082 },
      want: { amount: '0.0082', type: 'debit' },
    },
    {
      name: 'a debit in capitals',
      raw: { ...line, amount: '0.0082', type: 'DEBIT' },
      want: { amount: '0.0082', type: 'debit' },
    },
    {
      name: 'a plus',
      raw: { ...line, amount: '+7.50', type: null },
      want: { amount: '7.50', type: 'credit' },
    },
    {
      name: 'bare',
      raw: { id: 'x', amount: '-1' },
      want: { id: 'x', description: '', amount: '1', type: 'debit', at: null },
    },
  ])('ledger: $name', async ({ raw, want }) => {
    const { provider } = await connect({ ...all, [at('/billing')]: success({ recent_invoices: [raw] }) });
    expect(await provider.readBilling(never)).toMatchObject({
      value: { billing: { transactions: [want] }, problems: [] },
    });
  });

  test('money that cannot be read is told apart from none', async () => {
    const { provider } = await connect({
      ...all,
      [at('/account')]: success({ balance: null }),
      [at('/billing')]: success({ balance: '1.234,56', recent_invoices: [] }),
      [at('/vps/summary')]: success({ total_monthly_cost: { usd: 18 } }),
    });
    expect(await provider.readBilling(never)).toMatchObject({
      value: {
        billing: { balance: null, monthlyCost: null, unreadable: ['balance', 'monthlyCost'] },
        problems: [
          { code: 'protocol', message: expect.stringMatching(/^the balance is no amount that can be read/) },
          { code: 'protocol', message: expect.stringMatching(/^what a month costs is no amount/) },
        ],
      },
    });
  });

  test('a price that cannot be read is told apart from none, after a restart, too', async () => {
    const raw = { ...detail, plan: { ...detail.plan, price: '6,00' }, billing: null };
    const { provider } = await connect({ [at('/vps/45')]: success(raw) });
    expect(await provider.readServer('45', never)).toMatchObject({
      value: { resource: { price: null, isPriceUnreadable: true } },
    });
  });

  test('a ledger line without amount is named, and what is missing is null', async () => {
    const { provider } = await connect({
      ...all,
      [at('/account')]: success({}),
      [at('/billing')]: success({ recent_invoices: [line, { ...line, amount: 'much' }], auto_funding: null }),
    });
    expect(await provider.readBilling(never)).toMatchObject({
      value: {
        billing: {
          balance: null,
          runwayDays: null,
          autoFunding: null,
          account: { id: null, name: null, email: null, status: null },
          transactions: [transaction],
        },
        problems: [
          { code: 'protocol', message: "answered the ledger, row 2 in a shape we don't know at amount" },
        ],
      },
    });
  });
});

describe('account', () => {
  const key = (id: number, lastUsedAt: string | null) => ({
    id,
    name: `Key ${id}`,
    key_prefix: 'cyp_live_3ac',
    scopes: ['vps:read'],
    last_used_at: lastUsedAt,
  });
  const use = { endpoint: '/api/v1/vps', method: 'GET', ip_address: '203.0.113.50', response_status: 200 };
  const usage = success({ key_id: 1, usage_logs: [use], pagination: { total: 142, has_more: true } });
  const plans = [{ id: 1, name: 'Starter', monthly_price: '6.00', price_hourly: '0.0082' }];
  const locations = [{ code: 'la', name: 'Los Angeles, USA', country: 'US' }];
  const templates = [{ id: '9000', name: 'Ubuntu 22.04', os: 'Ubuntu 22.04 LTS', description: 'Clean' }];
  const scopes = [{ scope: 'vps:read', description: 'VPS - Read' }];
  const routes = {
    [at('/account')]: success({ id: 123, email: 'user@example.com' }),
    [at('/account/api-keys')]: success({ api_keys: [key(1, '2026-01-05T14:30:00Z')], total: 1 }),
    [at('/account/api-keys/1/usage')]: usage,
    [at('/vps/plans')]: success({ plans }),
    [at('/vps/locations')]: success({ locations }),
    [at('/vps/templates')]: success({ templates }),
    [at('/scopes')]: success({ scopes }),
    [at('/health')]: success({ status: 'healthy' }),
  };

  test('everything, and no key where none is wanted', async () => {
    const { api, provider } = await connect(routes);
    expect(await provider.readAccount(never)).toEqual({
      ok: true,
      value: {
        account: { id: 123, email: 'user@example.com' },
        keys: [{ ...key(1, '2026-01-05T14:30:00Z'), usage: [use] }],
        plans,
        locations,
        templates,
        scopes,
        health: { status: 'healthy' },
      },
    });
    expect(api.requests.filter((r) => r.headers.authorization === undefined).map((r) => r.path)).toEqual(
      expect.arrayContaining(['/api/v1/scopes', '/api/v1/health']),
    );
    expect(api.requests.filter((r) => r.headers.authorization === undefined).length).toBe(2);
    expect(api.requests.map((r) => r.path)).toContain('/api/v1/account/api-keys/1/usage?limit=50&offset=0');
  });

  test('the logs of the three keys used last', async () => {
    const keys = [
      key(1, null),
      key(2, '2026-01-01T00:00:00Z'),
      key(3, '2026-01-03T00:00:00Z'),
      key(4, '2026-01-02T00:00:00Z'),
      { name: 'no id' },
    ];
    const { provider, paths } = await connect({
      ...routes,
      [at('/account/api-keys')]: success({ api_keys: keys }),
      [at('/account/api-keys/2/usage')]: usage,
      [at('/account/api-keys/3/usage')]: usage,
      [at('/account/api-keys/4/usage')]: noScope,
    });
    const account = await provider.readAccount(never);
    expect(account.ok && account.value['keys']).toEqual([
      keys[0],
      { ...keys[1], usage: [use] },
      { ...keys[2], usage: [use] },
      { ...keys[3], usage: { error: 'API key lacks the scope' } },
      keys[4],
    ]);
    expect(paths().filter((path) => path.includes('/usage')).length).toBe(3);
  });

  test('a part that fails stands in its place', async () => {
    const { provider } = await connect({ ...routes, [at('/account/api-keys')]: noScope });
    expect(await provider.readAccount(never)).toMatchObject({
      ok: true,
      value: { keys: { error: 'API key lacks the scope' }, plans },
    });
  });

  test('fails when nothing that wants the key could be read', async () => {
    const { provider } = await connect({ [at('/scopes')]: success({ scopes }) });
    expect(await provider.readAccount(never)).toMatchObject({ ok: false, problem: { code: 'not-found' } });
  });
});

describe('check', () => {
  const tested = {
    message: 'API authentication successful!',
    key_name: 'My Production Key',
    key_prefix: 'cyp_live_3ac',
    user_email: 'user@example.com',
    scopes: ['vps:read', 'vps:write', 'account:read', 'billing:read'],
    ip_address: '203.0.113.50',
    request_count: 142,
  };
  const own = {
    id: 1,
    name: 'My Production Key',
    key_prefix: 'cyp_live_3ac',
    expires_at: null,
    rate_limit_per_minute: 60,
    rate_limit_per_hour: 1000,
  };
  const keys = (...api_keys: readonly object[]) => success({ api_keys, total: api_keys.length });

  test('a good key', async () => {
    const { provider } = await connect({
      [at('/test')]: success(tested),
      [at('/account/api-keys')]: keys({ ...own, name: 'Other' }, own),
    });
    expect(await provider.check(never)).toEqual({
      ok: true,
      value: {
        account: { id: null, name: null, email: 'user@example.com', status: null },
        notes: [
          'key: My Production Key, cyp_live_3ac',
          'scopes: vps:read, vps:write, account:read, billing:read',
          "the key's limits: 60 a minute, 1000 an hour",
          'the key does not expire',
        ],
        warnings: [],
      },
    });
  });

  test.each<{ name: string; test?: object; key?: object; apiKey?: string; warnings: readonly string[] }>([
    {
      name: 'missing scopes',
      test: { ...tested, scopes: ['vps:read'] },
      warnings: [
        'the key has no billing:read scope: no balance and no ledger',
        'the key has no account:read scope: no account and no keys',
        'the key has no vps:write scope: no actions',
      ],
    },
    { name: 'all scopes', test: { ...tested, scopes: ['all'] }, warnings: [] },
    {
      name: 'a key of another shape',
      apiKey: 'sk_something',
      warnings: ['the key does not begin with cyp_live_'],
    },
    {
      name: 'lower limits',
      key: { ...own, rate_limit_per_minute: 30, rate_limit_per_hour: 500 },
      warnings: ['the key has lower limits than usual: set rateLimit to perMinute 30, perHour 500'],
    },
    {
      name: 'soon to expire',
      key: { ...own, expires_at: '2026-12-01T00:00:00Z' },
      warnings: ['the key expires on 2026-12-01'],
    },
    { name: 'not soon to expire', key: { ...own, expires_at: '2027-12-01T00:00:00Z' }, warnings: [] },
  ])('$name', async ({ test: reply, key, apiKey, warnings }) => {
    const { provider } = await connect(
      { [at('/test')]: success(reply ?? tested), [at('/account/api-keys')]: keys(key ?? own) },
      apiKey === undefined ? {} : { apiKey },
    );
    expect(await provider.check(never)).toMatchObject({ ok: true, value: { warnings } });
  });

  test('without account:read the keys are not asked for', async () => {
    const { provider, paths } = await connect({
      [at('/test')]: success({ ...tested, scopes: ['vps:read'] }),
    });
    await provider.check(never);
    expect(paths()).toEqual(['/api/v1/test']);
  });

  test.each([
    { status: 401, code: 'EXPIRED_API_KEY', want: 'auth' },
    { status: 403, code: 'IP_NOT_ALLOWED', want: 'forbidden' },
    { status: 429, code: 'RATE_LIMIT_EXCEEDED', want: 'rate-limited' },
  ])('a $status says all there is to say, without more requests', async ({ status, code, want }) => {
    const { provider, paths } = await connect({ [at('/test')]: refusal(status, code, 'Why.') });
    expect(await provider.check(never)).toMatchObject({
      ok: false,
      problem: { code: want, message: 'Why.' },
    });
    expect(paths()).toEqual(['/api/v1/test']);
  });

  test.each<{ name: string; health: Reply; message: string }>([
    { name: 'up', health: success({ status: 'healthy' }), message: 'short; the host itself is up' },
    {
      name: 'down',
      health: { status: 502, body: '<html>' },
      message: 'short; its health check fails too',
    },
  ])('a test that fails otherwise tells whether the host is $name', async ({ health, message }) => {
    const { api, provider } = await connect({
      [at('/test')]: { status: 500, body: { success: false, error: 'short.' } },
      [at('/health')]: health,
    });
    expect(await provider.check(never)).toMatchObject({ ok: false, problem: { code: 'server', message } });
    expect(api.requests.at(-1)?.headers.authorization).toBeUndefined();
  });
});
