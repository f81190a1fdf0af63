import { expect, test } from 'vitest';
import { startApi } from '../support/api.ts';
import { connectTestProvider, never } from '../support/provider.ts';

const server = { id: 'one', name: 'web-01', status: 'running' };
const data = (value: unknown) => ({ body: { success: true, data: value } });

test('a reply about another resource than was asked for is refused', async () => {
  const api = await startApi({ 'GET /api/v1/servers/one': data({ ...server, id: 'other' }) });
  const { provider } = connectTestProvider('sparrowhost', api.url);
  expect(await provider.readServer?.('one', never)).toMatchObject({
    ok: false,
    problem: { code: 'protocol' },
  });
});

test('details of another server than was asked for complete none', async () => {
  const vps = { id: 45, name: 'web-01', status: 'running' };
  const api = await startApi({
    'GET /api/v1/vps': data({ instances: [vps] }),
    'GET /api/v1/vps/45': data({ ...vps, id: 46 }),
  });
  const { provider } = connectTestProvider('cyberpanel', `${api.url}/api/v1`);
  const listed = await provider.listServers?.(never);
  const [row] = listed?.ok === true ? listed.value.items : [];
  if (row === undefined) throw new Error(JSON.stringify(listed));
  expect(await provider.completeServer?.(row, never)).toMatchObject({
    ok: false,
    problem: { code: 'protocol' },
  });
});

test('a resource that is listed twice is there once', async () => {
  const api = await startApi({
    'GET /api/v1/servers': data([server, { ...server, status: 'stopped' }, { ...server, id: 'two' }]),
  });
  const { provider } = connectTestProvider('sparrowhost', api.url);
  const listed = await provider.listServers?.(never);
  expect(listed?.ok === true ? listed.value.items.map(({ id }) => id) : listed).toEqual(['one', 'two']);
});

test('that two names came with one id is told', async () => {
  const api = await startApi({ 'GET /api/v1/servers': data([server, { ...server, name: 'db-01' }]) });
  const { provider } = connectTestProvider('sparrowhost', api.url);
  expect(await provider.listServers?.(never)).toMatchObject({
    value: {
      items: [{ id: 'one', name: 'db-01' }],
      problems: [{ code: 'protocol', message: expect.stringContaining('with the id one') }],
    },
  });
});

test.each(['sph_line1\nsph_line2', 'sph_\u0001', 'sph_–'])(
  'a key that cannot be sent, %j, is told without its text',
  async (apiKey) => {
    const api = await startApi({});
    const { provider } = connectTestProvider('sparrowhost', api.url, { apiKey });
    const listed = await provider.listServers?.(never);
    expect(listed).toMatchObject({
      ok: false,
      problem: { code: 'auth', message: expect.stringContaining('one line of plain ASCII') },
    });
    expect(JSON.stringify(listed)).not.toContain('sph_');
    expect(api.requests).toEqual([]);
  },
);
