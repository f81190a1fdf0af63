import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../src/config/parse-config.ts';

const env = { KEY: 'env-key', HOOKS: 'a-secret-of-24-characters', SHORT: 'too-short' };
const parse = (webhooks: string) =>
  parseConfig(
    `providers:\n  - { name: a, type: spheron, apiKey: "\${KEY}" }\nwebhooks:\n${webhooks}`,
    '/etc/fleetop.yaml',
    { env, homeFolder: '/home/me' },
  );

const good = { listen: '127.0.0.1:8787', publicUrl: 'https://hooks.example.com', secret: `"\${HOOKS}"` };
const text = (given: Partial<Record<string, string>> = {}) =>
  Object.entries({ ...good, ...given })
    .map(([key, value]) => `  ${key}: ${value}\n`)
    .join('');

const settingsOf = (webhooks: string) => {
  const result = parse(webhooks);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.config.webhooks;
};

describe('webhooks', () => {
  test('are read with the place to listen, the public address and the secret', async () => {
    const settings = settingsOf(text({ publicUrl: 'https://hooks.example.com/fleet/' }));
    expect(settings).toMatchObject({
      listen: { host: '127.0.0.1', port: 8787 },
      publicUrl: 'https://hooks.example.com/fleet',
    });
    expect(await settings?.secret.reveal()).toBe(env.HOOKS);
    expect(JSON.stringify(settings)).not.toContain(env.HOOKS);
  });

  test('listen on loopback unless told otherwise', () => {
    const { listen: _, ...rest } = good;
    const lines = Object.entries(rest).map(([key, value]) => `  ${key}: ${value}\n`);
    expect(settingsOf(lines.join(''))?.listen).toEqual({ host: '127.0.0.1', port: 8787 });
    expect(settingsOf(text({ listen: '"[::1]:80"' }))?.listen).toEqual({ host: '::1', port: 80 });
    expect(settingsOf(text({ listen: '0.0.0.0:8787' }))?.listen.host).toBe('0.0.0.0');
  });

  test('are off without the key', () => {
    const result = parseConfig('theme: mono\n', '/etc/fleetop.yaml', { env, homeFolder: '/home/me' });
    expect(result.ok && result.config.webhooks).toBeNull();
  });

  test('that are changed are others', () => {
    expect(settingsOf(text())?.mark).toBe(settingsOf(text())?.mark);
    expect(settingsOf(text({ listen: '127.0.0.1:8788' }))?.mark).not.toBe(settingsOf(text())?.mark);
  });

  test('with the secret in the file draw a warning', () => {
    const result = parse(text({ secret: 'a-literal-secret-here' }));
    expect(result.ok && result.config.literalSecrets).toMatchObject([{ line: 6, key: 'webhooks.secret' }]);
  });

  test.each<readonly [given: Record<string, string>, key: string, message: RegExp]>([
    [{ listen: '8787' }, 'webhooks.listen', /a host and a port/],
    [{ listen: '127.0.0.1' }, 'webhooks.listen', /a host and a port/],
    [{ listen: '127.0.0.1:0' }, 'webhooks.listen', /a host and a port/],
    [{ listen: '127.0.0.1:65536' }, 'webhooks.listen', /a host and a port/],
    [{ listen: '"-x:80"' }, 'webhooks.listen', /a host and a port/],
    [{ publicUrl: 'http://hooks.example.com' }, 'webhooks.publicUrl', /is not encrypted/],
    [{ publicUrl: 'ftp://hooks.example.com' }, 'webhooks.publicUrl', /is not encrypted/],
    [{ publicUrl: 'hooks' }, 'webhooks.publicUrl', /is not an address/],
    [{ publicUrl: 'https://me:pw@hooks.example.com' }, 'webhooks.publicUrl', /user name or password/],
    [{ publicUrl: 'https://hooks.example.com/?a=b' }, 'webhooks.publicUrl', /has a \? or # part/],
    [{ secret: `"\${SHORT}"` }, 'webhooks.secret', /is too short: allowed are 16 characters or more/],
    [{ secret: 'too-short' }, 'webhooks.secret', /is too short/],
    [{ secret: `"\${NOWHERE}"` }, 'webhooks.secret', /NOWHERE is not set/],
    [{ public: 'https://x.example.com' }, 'webhooks.public', /unknown key.*publicUrl/],
  ])('%j: said with its key and what is allowed', (given, key, message) => {
    const result = parse(text(given));
    expect(result.ok).toBe(false);
    if (result.ok) return;
    expect(result.problems).toMatchObject([{ key, message: expect.stringMatching(message) }]);
    expect(JSON.stringify(result.problems)).not.toMatch(/too-short|:pw@/);
  });

  test('for this machine alone need no https', () => {
    expect(settingsOf(text({ publicUrl: 'http://127.0.0.1:8787' }))?.publicUrl).toBe('http://127.0.0.1:8787');
  });
});
