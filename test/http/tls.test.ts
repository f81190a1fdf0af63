import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startApi } from '../support/api.ts';
import { createTestClient } from '../support/http-client.ts';
import { never } from '../support/provider.ts';
import { runFleetop } from '../support/run-fleetop.ts';

/** An authority of the tests alone; the key belongs to all of its certificates. */
const pathOf = (name: string) => fileURLToPath(new URL(`../support/tls/${name}.pem`, import.meta.url));
const pem = (name: string) => readFileSync(pathOf(name), 'utf8');

const get = { method: 'GET', path: '/servers', signal: never } as const;

async function startTlsApi(certificate: string) {
  let requests = 0;
  const server = createServer({ key: pem('key'), cert: pem(certificate) }, (_, response) => {
    requests += 1;
    response.end('{"a":1}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: () => requests,
  };
}

describe('TLS', () => {
  test.each([
    { name: 'of an authority nobody knows', certificate: 'trusted', isTrusted: false, says: /set caFile/ },
    { name: 'that it has signed itself', certificate: 'self-signed', isTrusted: true, says: /set caFile/ },
    { name: 'that has expired', certificate: 'expired', isTrusted: true, says: /has expired: .* the clock/ },
    {
      name: 'of another host',
      certificate: 'other-host',
      isTrusted: true,
      says: /another host: check baseUrl/,
    },
  ])('with a certificate $name nothing is sent', async ({ certificate, isTrusted, says }) => {
    const api = await startTlsApi(certificate);
    const client = createTestClient(api.url, isTrusted ? { ca: pem('authority') } : {});
    expect(await client.request(get)).toMatchObject({
      ok: false,
      problem: { code: 'network', isUnsent: true, message: expect.stringMatching(says) },
    });
    expect(api.requests()).toBe(0);
  });

  test('an own authority is trusted where it is named', async () => {
    const api = await startTlsApi('trusted');
    const client = createTestClient(api.url, { ca: pem('authority') });
    expect(await client.request(get)).toMatchObject({ ok: true, value: { body: { a: 1 } } });
  });

  test('beside it those are trusted that are trusted anyway', async () => {
    const api = await startTlsApi('trusted');
    const { stderr } = await runFleetop(['servers', '--verbose'], {
      config: `providers: [{ name: p, type: cyberpanel, apiKey: key-1234567, baseUrl: '${api.url}', caFile: '${pathOf('self-signed')}' }]\n`,
      env: { NODE_EXTRA_CA_CERTS: pathOf('authority') },
    });
    expect(stderr).toContain('GET /vps 200');
    expect(api.requests()).toBeGreaterThan(0);
  });

  test('a server that speaks no TLS', async () => {
    const api = await startApi({ 'GET /servers': { body: {} } });
    const client = createTestClient(api.url.replace('http:', 'https:'));
    expect(await client.request(get)).toMatchObject({
      ok: false,
      problem: { code: 'network', message: expect.stringContaining('TLS') },
    });
    expect(api.requests).toEqual([]);
  });

  test('a server that speaks nothing else', async () => {
    const api = await startTlsApi('trusted');
    const result = await createTestClient(api.url.replace('https:', 'http:')).request(get);
    expect(result).toMatchObject({ ok: false });
    expect(api.requests()).toBe(0);
  });

  test('there is no way to leave the certificate unchecked', async () => {
    const before = process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    onTestFinished(() => {
      if (before === undefined) delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
      else process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = before;
    });
    const api = await startTlsApi('expired');
    expect(await createTestClient(api.url).request(get)).toMatchObject({ ok: false });
    expect(api.requests()).toBe(0);
  });
});

test('a name that does not resolve', async () => {
  const result = await createTestClient('http://nowhere.invalid').request(get);
  expect(result).toMatchObject({
    ok: false,
    problem: { code: 'network', isUnsent: true, message: 'the host name does not resolve' },
  });
});
