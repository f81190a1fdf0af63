import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder, runFleetop } from '../support/run-fleetop.ts';

const words = ['config', 'path'];

/** Runs a command whose compiled code is kept in this home. */
async function run(home: string) {
  const cache = join(home, '.cache', 'fleetop');
  const { code, stdout, stderr } = await runFleetop(words, { home });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const kept = readdirSync(cache).filter((name) => name.endsWith('.code'));
  return { stdout, kept: kept.map((name) => join(cache, name)) };
}

test('what a run has compiled is kept for the next, for nobody else to read', async () => {
  const home = makeFolder();
  const first = await run(home);
  const [path = ''] = first.kept;
  const { mode, mtimeMs } = statSync(path);
  expect(mode & 0o777).toBe(0o600);
  expect(await run(home)).toEqual(first);
  // It was of use: else it would have been written anew.
  expect(statSync(path).mtimeMs).toBe(mtimeMs);
});

test.each([
  { name: 'cut off', damage: (code: Buffer) => code.subarray(0, code.length / 2) },
  { name: 'of something else', damage: () => Buffer.from('no code at all') },
])('code that is $name is compiled anew', async ({ damage }) => {
  const home = makeFolder();
  const first = await run(home);
  const [path = ''] = first.kept;
  const whole = readFileSync(path);
  writeFileSync(path, damage(whole));
  expect(await run(home)).toEqual(first);
  expect(statSync(path).size).toBeGreaterThan(whole.length / 2 + 1);
});

test('in a folder that others can write to nothing is kept, nor read', async () => {
  const home = makeFolder();
  const cache = join(home, '.cache', 'fleetop');
  mkdirSync(cache, { recursive: true });
  chmodSync(cache, 0o777);
  expect((await run(home)).kept).toEqual([]);
});
