import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeAtomically } from '../../src/state/write-atomically.ts';
import { writeNewFile } from '../../src/state/write-new-file.ts';
import { makeFolder } from '../support/run-fleetop.ts';

const going = () => new AbortController().signal;

test('a new file has all the pieces, for its owner only, and nothing is left beside it', async () => {
  const path = join(makeFolder(), 'app.log');
  expect(await writeNewFile(path, ['one\n', 'two ä\n'], Math.random, going())).toBe('written');
  expect(readFileSync(path, 'utf8')).toBe('one\ntwo ä\n');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(path, '..'))).toEqual(['app.log']);
});

test('one that is there is left as it is', async () => {
  const path = join(makeFolder(), 'app.log');
  writeFileSync(path, 'mine');
  expect(await writeNewFile(path, ['theirs'], Math.random, going())).toBe('exists');
  expect(readFileSync(path, 'utf8')).toBe('mine');
  expect(readdirSync(join(path, '..'))).toEqual(['app.log']);
});

test('a folder that is not there, and one in its place, say so', async () => {
  const folder = makeFolder();
  mkdirSync(join(folder, 'taken'));
  const write = (name: string) => writeNewFile(join(folder, name), ['x'], Math.random, going());
  expect(await write('none/app.log')).toEqual({ code: 'ENOENT' });
  expect(await write('taken')).toBe('exists');
  expect(readdirSync(folder)).toEqual(['taken']);
});

test('what is stopped on the way leaves nothing', async () => {
  const path = join(makeFolder(), 'app.log');
  const stopping = new AbortController();
  function* pieces() {
    yield 'one\n';
    stopping.abort();
    yield 'two\n';
  }
  expect(await writeNewFile(path, pieces(), Math.random, stopping.signal)).toEqual({ code: 'stopped' });
  expect(readdirSync(join(path, '..'))).toEqual([]);
});

test('a file that cannot be replaced leaves nothing beside it', () => {
  const folder = makeFolder();
  mkdirSync(join(folder, 'in-the-way'));
  expect(() => writeAtomically(join(folder, 'in-the-way'), 'text', Math.random)).toThrow('EISDIR');
  expect(readdirSync(folder)).toEqual(['in-the-way']);
});
