import { expect, test } from 'vitest';
import type { ProviderType } from '../../src/providers/registry.ts';
import { connectTestProvider, never } from '../support/provider.ts';

/** The registration of an address, as it would be sent. */
const prepared = (type: ProviderType, url: string) =>
  connectTestProvider(type, 'http://127.0.0.1:1', { name: 'one' }).provider.prepare?.(
    { create: 'webhook', provider: 'one', fields: { url, secret: 'a-secret' } },
    never,
  );

test.each(['https://hooks.example.com/webhooks/x', 'http://127.0.0.1:8787/webhooks/x'])(
  'Hostwares takes %s',
  async (url) => {
    expect(await prepared('hostwares', url)).toMatchObject({
      ok: true,
      value: { request: { method: 'POST', path: '/webhooks', body: { url, secret: 'a-secret' } } },
    });
  },
);

test.each([
  'http://hooks.example.com/x',
  'http://127.0.0.1.example.com/x',
  'http://localhost@example.com/x',
  'ftp://example.com/x',
  'hooks',
])('Hostwares is not told %s', async (url) => {
  expect(await prepared('hostwares', url)).toMatchObject({
    ok: false,
    problem: { code: 'invalid', message: 'url must be an https address' },
  });
});

test.each(['sparrowhost', 'cyberpanel', 'spheron', 'serverpilot'] as const)(
  '%s has nothing to register at',
  async (type) => {
    expect(await prepared(type, 'https://hooks.example.com/x')).toMatchObject({
      ok: false,
      problem: { code: 'unsupported' },
    });
  },
);
