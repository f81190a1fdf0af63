import { describe, expect, test } from 'vitest';
import { createTestClient } from '../support/http-client.ts';
import { never } from '../support/provider.ts';

/** As undici throws it: the socket's error below a TypeError, of several addresses below an AggregateError. */
const thrown = (code: string, isOneOfSeveral: boolean, syscall = 'connect'): TypeError => {
  const cause = Object.assign(new Error(`${syscall} ${code} 192.0.2.1:443`), { code, syscall });
  return new TypeError('fetch failed', {
    cause: isOneOfSeveral ? Object.assign(new AggregateError([cause]), { code }) : cause,
  });
};

describe('a connection that cannot be made', () => {
  test.each([
    { code: 'EHOSTUNREACH', says: 'the host is unreachable' },
    { code: 'ENETUNREACH', says: 'the host is unreachable' },
    { code: 'ENETDOWN', says: 'the host is unreachable' },
    { code: 'EHOSTDOWN', says: 'the host is unreachable' },
    { code: 'ECONNREFUSED', says: 'the connection was refused' },
    { code: 'EACCES', says: 'something on this machine, such as a firewall, forbids the connection' },
    { code: 'EADDRNOTAVAIL', says: 'this machine has no free address or port for the connection' },
    { code: 'EMFILE', says: 'this machine is out of file handles: close something, or raise ulimit -n' },
  ])('$code is told in words, and that nothing was sent', async ({ code, says }) => {
    for (const isOneOfSeveral of [false, true]) {
      // No loopback has an address that is unreachable: the connector alone is another.
      const client = createTestClient('https://api.example.com', {
        fetch: async () => Promise.reject(thrown(code, isOneOfSeveral)),
      });
      const request = { method: 'POST', path: '/servers', signal: never } as const;
      expect(await client.request(request)).toMatchObject({
        ok: false,
        problem: { code: 'network', message: says, isUnsent: true, retryable: true },
      });
    }
  });
});

test.each(['EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN', 'EPERM'])(
  '%s on a connection that was there says nothing of what has left',
  async (code) => {
    for (const syscall of ['read', 'write']) {
      const client = createTestClient('https://api.example.com', {
        fetch: async () => Promise.reject(thrown(code, false, syscall)),
      });
      const request = { method: 'POST', path: '/servers', signal: never } as const;
      expect(await client.request(request)).toMatchObject({ problem: { code: 'network', isUnsent: false } });
    }
  },
);
