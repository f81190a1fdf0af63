import { expect, test, vi } from 'vitest';
import { capabilityTable } from '../../scripts/docs/capability-table.ts';
import { lackList } from '../../scripts/docs/lack-list.ts';
import { parseConfig } from '../../src/config/parse-config.ts';
import type { Deed } from '../../src/model/action.ts';
import type { Server } from '../../src/model/server.ts';
import type { ProviderType } from '../../src/providers/registry.ts';
import { apiKey } from '../conformance/call-each.ts';
import { deeds } from '../conformance/deeds.ts';
import { conformance } from '../conformance/suite.ts';
import { startApi } from '../support/api.ts';
import { connectTestProvider, never } from '../support/provider.ts';

// A sixth provider is one folder and one line. The line is added here, since Tinyhost is nobody's.
vi.mock(import('../../src/providers/registry.ts'), async (load) => {
  const { tinyhost } = await import('./tinyhost/index.ts');
  const registry = await load();
  const providers = { ...registry.providers, tinyhost };
  return {
    ...registry,
    providers,
    definitionOf: (of: ProviderType) => providers[of],
    providerTypes: Object.keys(providers) as readonly ProviderType[],
    isProviderType: (word: string): word is ProviderType => Object.hasOwn(providers, word),
  };
});
vi.mock(import('../support/creates.ts'), async (load) => {
  const { createTinyhost } = await import('./tinyhost/create.ts');
  return { creates: { ...(await load()).creates, tinyhost: createTinyhost } };
});

/** Which the compiler cannot know. */
const type = 'tinyhost' as ProviderType;

conformance(type, { authorization: `Bearer ${apiKey}`, forbidden: 'forbidden' });

const row = {
  id: 7,
  name: 'web-1',
  state: 'Active',
  ip: '192.0.2.7',
  zone: 'fra',
  created: '2026-11-01T00:00:00Z',
};

/** A connected Tinyhost with one server, and the server as it is listed. */
async function openTinyhost() {
  const api = await startApi({
    'GET /servers': { body: { servers: [row] } },
    'GET /servers/7': { body: { server: { ...row, password: 'hunter2' } } },
    'POST /servers/7/power': { body: { message: 'reboot queued' } },
  });
  const connected = connectTestProvider(type, api.url, { name: 'tiny' });
  const listed = await connected.provider.listServers?.(never);
  const resource = listed?.ok === true ? listed.value.items[0] : undefined;
  if (resource === undefined) throw new Error('nothing is listed');
  return { api, connected, resource };
}

test('its words become ours', async () => {
  const { resource } = await openTinyhost();
  expect(resource).toMatchObject({
    ref: 'tiny/7',
    name: 'web-1',
    status: 'running',
    providerStatus: 'Active',
    ipv4: '192.0.2.7',
    region: 'fra',
    createdAt: Date.parse('2026-11-01T00:00:00Z'),
  });
});

test('details come masked', async () => {
  const { connected } = await openTinyhost();
  expect(await connected.provider.readServer?.('7', never)).toMatchObject({
    ok: true,
    value: { details: { name: 'web-1', password: '***' } },
  });
});

test('a reboot is one request', async () => {
  const { api, connected, resource } = await openTinyhost();
  const target = { kind: 'server', resource } as const;
  const prepared = await connected.provider.prepare?.({ target, deed: { verb: 'reboot' } }, never);
  if (prepared?.ok !== true) throw new Error('nothing is prepared');
  const sent = await connected.send(prepared.value.request, never);
  expect(sent.ok && prepared.value.read(sent.value.body)).toMatchObject({ message: 'reboot queued' });
  expect(api.requests.filter(({ method }) => method !== 'GET')).toMatchObject([
    { method: 'POST', path: '/servers/7/power', body: '{"action":"reboot"}' },
  ]);
});

test.each(Object.entries(deeds))('%s is prepared where the row has it, else refused', async (verb, asked) => {
  const { connected, resource } = await openTinyhost();
  for (const deed of asked) expect(await outcome(connected, resource, deed)).toBe(expected(resource, verb));
});

const expected = ({ actions }: Server, verb: string) =>
  actions.some((action) => action === verb) ? 'prepared' : 'unsupported';

async function outcome(
  { provider }: ReturnType<typeof connectTestProvider>,
  resource: Server,
  deed: Deed,
): Promise<string> {
  const prepared = await provider.prepare?.({ target: { kind: 'server', resource }, deed }, never);
  return prepared?.ok === true ? 'prepared' : (prepared?.problem.code ?? 'absent');
}

test('the configuration takes it', () => {
  const text = 'providers:\n  - { name: tiny, type: tinyhost, apiKey: k }\n';
  const world = { env: {}, homeFolder: '/home/me' };
  expect(parseConfig(text, 'config.yaml', world)).toMatchObject({
    ok: true,
    config: { providers: [{ name: 'tiny', type, baseUrl: 'https://api.tinyhost.example/v1' }] },
  });
});

test('the pages take it', async () => {
  expect(await capabilityTable()).toContain('| Tinyhost | yes | – | – | – | – |');
  expect(lackList()).toContain('- Tinyhost has no apps.\n');
});
