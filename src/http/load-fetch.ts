import { setImmediate } from 'node:timers/promises';

/** What undici needs of Node and what takes longest to load, with undici itself behind it. */
const builtins = [
  'node:assert',
  'node:zlib',
  'node:http',
  'node:tls',
  'node:http2',
  'node:stream/web',
] as const;

/**
 * Loads undici's fetch, a part in each turn of the event loop: all at once nobody could press a key for as long as that
 * takes, and the screen is there by then.
 */
export async function loadFetch(): Promise<typeof import('./create-fetch.ts')> {
  for (const name of builtins) {
    process.getBuiltinModule(name);
    await setImmediate();
  }
  const loaded = await import('./create-fetch.ts');
  await setImmediate();
  return loaded;
}
