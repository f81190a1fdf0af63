import { expect, test } from 'vitest';
import { dig, hour, minute, rowsAt, second, startBench } from './support.ts';

test('the list is paged', async () => {
  const bench = await startBench({ servers: 500 });
  const first = await bench.ask('cyber', 'GET /vps?limit=500');
  expect(dig(first.body, 'data', 'pagination')).toEqual({
    limit: 100,
    offset: 0,
    total: 150,
    has_more: true,
  });
  const last = await bench.ask('cyber', 'GET /vps?limit=100&offset=100');
  expect(rowsAt(last.body, 'data', 'instances')).toHaveLength(50);
  expect(dig(last.body, 'data', 'pagination')).toEqual({
    limit: 100,
    offset: 100,
    total: 150,
    has_more: false,
  });
  expect(dig(first.body, 'data', 'instances', 0)).toEqual({
    id: 45,
    vmid: 281,
    name: 'shop.example.com',
    status: 'running',
    ip_address: expect.any(String),
    is_suspended: false,
    created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
  });
});

test('the summary agrees with the filtered lists, whatever word a suspended machine shows', async () => {
  const bench = await startBench({ servers: 500 });
  const { body } = await bench.ask('cyber', 'GET /vps/summary');
  for (const status of ['running', 'stopped', 'suspended']) {
    const list = await bench.ask('cyber', `GET /vps?status=${status}`);
    expect(dig(list.body, 'data', 'pagination', 'total')).toBe(dig(body, 'data', status));
    const isSuspended = status === 'suspended';
    const rows = rowsAt(list.body, 'data', 'instances');
    expect(rows.every((row) => dig(row, 'is_suspended') === isSuspended)).toBe(true);
    expect(rows.length).toBeGreaterThan(1);
  }
  const inLa = await bench.ask('cyber', 'GET /vps?location=la');
  expect(dig(inLa.body, 'data', 'pagination', 'total')).toBe(dig(body, 'data', 'locations', 'la'));
});

test('live counters only grow, and start over with a restart', async () => {
  const bench = await startBench();
  const live = async (): Promise<unknown> =>
    dig((await bench.ask('cyber', 'GET /vps/45/status')).body, 'data');
  let previous = await live();
  for (let round = 0; round < 12; round += 1) {
    bench.advance(7 * second);
    const present = await live();
    for (const path of [
      ['disk', 'read_bytes'],
      ['network', 'in_bytes'],
      ['network', 'out_bytes'],
    ]) {
      expect(Number(dig(present, ...path))).toBeGreaterThan(Number(dig(previous, ...path)));
    }
    expect(
      Math.abs(Number(dig(present, 'cpu', 'usage_percent')) - Number(dig(previous, 'cpu', 'usage_percent'))),
    ).toBeLessThan(25);
    previous = present;
  }
  await bench.ask('cyber', 'POST /vps/45/restart');
  bench.advance(10 * second);
  const after = await live();
  expect(dig(after, 'uptime_seconds')).toBe(5);
  expect(Number(dig(after, 'network', 'in_bytes'))).toBeLessThan(
    Number(dig(previous, 'network', 'in_bytes')),
  );
});

test('one machine is sick', async () => {
  const bench = await startBench();
  const { body } = await bench.ask('cyber', 'GET /vps/46/status');
  expect(dig(body, 'data', 'cpu', 'usage_percent')).toBeGreaterThan(90);
  expect(dig(body, 'data', 'memory', 'usage_percent')).toBeGreaterThan(90);
});

test('start: the reply names the target, the list follows', async () => {
  const bench = await startBench();
  expect((await bench.ask('cyber', 'POST /vps/48/start')).body).toMatchObject({
    success: true,
    data: { id: 48, status: 'running' },
    message: 'VPS started successfully',
  });
  const status = async (): Promise<unknown> =>
    dig((await bench.ask('cyber', 'GET /vps/48')).body, 'data', 'status');
  expect(await status()).toBe('stopped');
  bench.advance(3 * second);
  expect(await status()).toBe('running');
});

const order = {
  hostname: 'new.example.com',
  plan_id: 1,
  location_code: 'la',
  template_id: '9000',
  root_password: 'SecurePass123',
};

test.each([
  { request: 'GET /vps/9999', status: 404, code: 'VPS_NOT_FOUND' },
  { request: 'POST /vps/45/start', status: 500, code: 'START_FAILED' },
  { request: 'POST /vps/48/stop', status: 500, code: 'STOP_FAILED' },
  { request: 'POST /vps/50/start', status: 403, code: 'VPS_SUSPENDED' },
  { request: 'GET /vps/53/status', status: 500, code: 'STATUS_FAILED' },
  { request: 'GET /vps/48/console', status: 500, code: 'CONSOLE_FAILED' },
  { request: 'GET /account/api-keys/77/usage', status: 404, code: 'KEY_NOT_FOUND' },
  { request: 'POST /vps/create', body: { hostname: 'a.example.com' }, status: 400, code: 'MISSING_FIELDS' },
  {
    request: 'POST /vps/create',
    body: { ...order, hostname: 'nodots' },
    status: 400,
    code: 'INVALID_HOSTNAME',
  },
  { request: 'POST /vps/create', body: { ...order, plan_id: 99 }, status: 400, code: 'PLAN_NOT_FOUND' },
  {
    request: 'POST /vps/create',
    body: { ...order, location_code: 'xx' },
    status: 400,
    code: 'LOCATION_NOT_FOUND',
  },
  {
    request: 'POST /vps/create',
    body: { ...order, template_id: '1' },
    status: 400,
    code: 'INVALID_TEMPLATE',
  },
  {
    request: 'POST /vps/create',
    body: { ...order, root_password: 'short1' },
    status: 400,
    code: 'PASSWORD_TOO_SHORT',
  },
  {
    request: 'POST /vps/create',
    body: { ...order, root_password: 'onlyletters' },
    status: 400,
    code: 'PASSWORD_WEAK',
  },
])('$request answers $code', async ({ request, body, status, code }) => {
  const bench = await startBench();
  const answer = await bench.ask('cyber', request, body);
  expect(answer.status).toBe(status);
  expect(answer.body).toEqual({
    success: false,
    error: expect.any(String),
    error_code: code,
    message: expect.any(String),
  });
});

test('a new machine is deployed task by task', async () => {
  const bench = await startBench();
  const created = await bench.ask('cyber', 'POST /vps/create', order);
  const id = dig(created.body, 'data', 'vps_id');
  expect(dig(created.body, 'data')).toMatchObject({ status: 'deploying', location: 'la', template: '9000' });
  bench.advance(115 * second);
  expect((await bench.ask('cyber', `GET /vps/${id}/deployment`)).body).toMatchObject({
    data: {
      deployment_status: 'in_progress',
      current_task: 'configure_network',
      progress_percent: 70,
      tasks_completed: 6,
      is_ready: false,
    },
  });
  bench.advance(70 * second);
  const { body } = await bench.ask('cyber', `GET /vps/${id}/deployment`);
  expect(dig(body, 'data')).toMatchObject({
    deployment_status: 'completed',
    vps_status: 'running',
    current_task: null,
    access_info: { ssh_port: 22, ssh_user: 'root' },
  });
  expect(dig(body, 'data', 'tasks')).toBeUndefined();
});

test('a machine is deleted once', async () => {
  const bench = await startBench();
  expect((await bench.ask('cyber', 'POST /vps/45/delete')).body).toMatchObject({
    data: { deleted: true, vps_id: 45, vmid: 281 },
  });
  expect((await bench.ask('cyber', 'POST /vps/45/delete')).body).toMatchObject({
    error_code: 'VPS_ALREADY_DELETED',
  });
  expect((await bench.ask('cyber', 'POST /vps/45/start')).body).toMatchObject({ error_code: 'VPS_DELETED' });
  const list = await bench.ask('cyber', 'GET /vps');
  expect(rowsAt(list.body, 'data', 'instances').some((row) => dig(row, 'id') === 45)).toBe(false);
});

test('the ledger charges by the hour and funds itself below the threshold', async () => {
  const bench = await startBench();
  const billing = async (): Promise<unknown> => dig((await bench.ask('cyber', 'GET /billing')).body, 'data');
  const before = await billing();
  const rows = rowsAt(before, 'recent_invoices');
  expect(rows[0]).toEqual({
    id: expect.any(Number),
    description: 'VPS Hourly Charge - shop.example.com',
    amount: expect.stringMatching(/^-\d+\.\d{4}$/),
    type: 'debit',
    date: '2026-06-01T12:00:00Z',
  });
  expect(rows.some((row) => dig(row, 'type') === 'credit')).toBe(true);
  bench.advance(hour);
  expect(Number(dig(await billing(), 'balance'))).toBeLessThan(Number(dig(before, 'balance')));
  // A hundred days of charges are more than the balance: only funding keeps it above the threshold.
  bench.advance(100 * 24 * hour);
  const later = await billing();
  expect(Number(dig(later, 'balance'))).toBeGreaterThanOrEqual(
    Number(dig(later, 'auto_funding', 'threshold')),
  );
});

test('the key knows its own use', async () => {
  const bench = await startBench();
  await bench.ask('cyber', 'GET /vps/summary');
  bench.advance(minute);
  const { body } = await bench.ask('cyber', 'GET /account/api-keys/1/usage?limit=1');
  expect(dig(body, 'data', 'usage_logs', 0)).toMatchObject({
    endpoint: '/api/v1/vps/summary',
    method: 'GET',
    response_status: 200,
    created_at: '2026-06-01T12:00:00Z',
  });
});
