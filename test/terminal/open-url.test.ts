import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { webAddress } from '../../src/model/web-address.ts';
import { createOpenUrl } from '../../src/terminal/open-url.ts';
import { makeFolder } from '../support/run-fleetop.ts';

afterEach(() => vi.unstubAllEnvs());

describe('a web address', () => {
  test.each([
    ['https://shop.example.com', 'https://shop.example.com/'],
    ['http://[2001:db8::1]/', 'http://[2001:db8::1]/'],
    ['https://console.example.com/vnc?token=a b', 'https://console.example.com/vnc?token=a%20b'],
  ])('%s', (text, want) => {
    expect(webAddress(text)).toBe(want);
  });

  test.each([
    'javascript:alert(1)',
    'file:///etc/passwd',
    'data:text/html,x',
    'vscode://file/etc',
    '-oProxyCommand=x',
    'https://',
    'https://user:secret@shop.example.com/',
    'https://shop.example.com@evil.example/',
    'shop.example.com',
    '',
  ])('%s is none', (text) => {
    expect(webAddress(text)).toBeNull();
  });
});

/** A program of that name in the only folder of PATH, which notes its arguments. */
function putOpener(name: string, code: number): string {
  const folder = makeFolder();
  const noted = join(folder, 'arguments');
  writeFileSync(join(folder, name), `#!/bin/sh\nprintf '%s|' "$#" "$@" > '${noted}'\nexit ${code}\n`);
  chmodSync(join(folder, name), 0o755);
  vi.stubEnv('PATH', folder);
  return noted;
}

describe('the opener', () => {
  const url = "https://shop.example.com/?a=$(id)&b='`x`";

  test('gets the address as its one argument, past every shell', async () => {
    const noted = putOpener('xdg-open', 0);
    const openUrl = createOpenUrl({ env: { DISPLAY: ':0' }, platform: 'linux' });
    expect(await openUrl(url)).toEqual({ type: 'opened' });
    expect(readFileSync(noted, 'utf8')).toBe('1|https://shop.example.com/?a=$(id)&b=%27`x`|');
  });

  test('that fails is told of', async () => {
    putOpener('xdg-open', 3);
    const openUrl = createOpenUrl({ env: { WAYLAND_DISPLAY: 'wayland-0' }, platform: 'linux' });
    expect(await openUrl(url)).toEqual({ type: 'not-here', reason: 'xdg-open ended with status 3' });
  });

  test('that is missing is told of', async () => {
    vi.stubEnv('PATH', makeFolder());
    const openUrl = createOpenUrl({ env: {}, platform: 'darwin' });
    expect(await openUrl(url)).toEqual({ type: 'not-here', reason: 'open is not installed' });
  });

  test('that may not be run is told of as that', async () => {
    const folder = makeFolder();
    writeFileSync(join(folder, 'open'), '', { mode: 0o644 });
    vi.stubEnv('PATH', folder);
    const openUrl = createOpenUrl({ env: {}, platform: 'darwin' });
    expect(await openUrl(url)).toEqual({ type: 'not-here', reason: 'open cannot be run (EACCES)' });
  });

  test.each([
    { name: 'over ssh', env: { DISPLAY: ':0', SSH_CONNECTION: '::1 1 ::1 22' }, reason: /session over ssh/ },
    {
      name: 'in a terminal of ssh',
      env: { DISPLAY: ':0', SSH_TTY: '/dev/pts/1' },
      reason: /session over ssh/,
    },
    { name: 'without a display', env: {}, reason: /no display/ },
  ])('is not started $name', async ({ env, reason }) => {
    const noted = putOpener('xdg-open', 0);
    const opened = await createOpenUrl({ env, platform: 'linux' })(url);
    expect(opened).toMatchObject({ type: 'not-here', reason: expect.stringMatching(reason) });
    expect(existsSync(noted)).toBe(false);
  });

  test('is not started for what is no web address', async () => {
    const noted = putOpener('xdg-open', 0);
    const openUrl = createOpenUrl({ env: { DISPLAY: ':0' }, platform: 'linux' });
    expect(await openUrl('file:///etc/passwd')).toMatchObject({ type: 'not-here' });
    expect(existsSync(noted)).toBe(false);
  });
});
