import { existsSync, lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { withFileLock } from '../../src/state/file-lock.ts';
import { processStart } from '../../src/state/process-start.ts';
import { makeFolder } from '../support/run-fleetop.ts';

/** Beyond the largest process id of Linux. */
const noProcess = 4_194_305;

const holder = (given: object = {}) =>
  JSON.stringify({
    v: 1,
    host: hostname(),
    pid: process.pid,
    started: processStart(process.pid),
    ...given,
  });

test('the lock is there as long as the work, also when that throws', () => {
  const path = join(makeFolder(), 'file');
  expect(withFileLock(path, () => existsSync(`${path}.lock`))).toBe(true);
  expect(existsSync(`${path}.lock`)).toBe(false);
  expect(() =>
    withFileLock(path, () => {
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(existsSync(`${path}.lock`)).toBe(false);
});

test.each([
  { name: 'at once', left: null },
  {
    name: 'at once, and find the lock of one that has ended again and again',
    left: holder({ pid: noProcess }),
  },
])('four that count in one file $name miss nothing', async ({ left }) => {
  const path = join(makeFolder(), 'count');
  writeFileSync(path, '0');
  const code = `
    const { withFileLock } = await import(${JSON.stringify(new URL('../../src/state/file-lock.ts', import.meta.url).href)});
    const { readFileSync, writeFileSync } = await import('node:fs');
    const { workerData: { path, left } } = await import('node:worker_threads');
    for (let turn = 0; turn < 100; turn += 1) {
      try {
        if (left !== null) writeFileSync(path + '.lock', left, { flag: 'wx' });
      } catch {}
      withFileLock(path, () => writeFileSync(path, String(Number(readFileSync(path, 'utf8')) + 1)));
    }
  `;
  await Promise.all(
    [1, 2, 3, 4].map(
      () =>
        new Promise<void>((resolve, reject) => {
          const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(code)}`), {
            workerData: { path, left },
          });
          worker.on('error', reject);
          worker.on('exit', () => resolve());
        }),
    ),
  );
  expect(readFileSync(path, 'utf8')).toBe('400');
});

test('a lock that another has taken over meanwhile is left to it', () => {
  const path = join(makeFolder(), 'file');
  const theirs = holder({ host: 'elsewhere' });
  withFileLock(path, () => writeFileSync(`${path}.lock`, theirs));
  expect(readFileSync(`${path}.lock`, 'utf8')).toBe(theirs);
});

test.each([
  { name: 'a process that has ended', left: holder({ pid: noProcess }) },
  { name: 'an older process of the same id', left: holder({ started: '1' }) },
])('the lock of $name counts for nothing', ({ left }) => {
  const path = join(makeFolder(), 'file');
  writeFileSync(`${path}.lock`, left);
  const held = withFileLock(path, () => readFileSync(`${path}.lock`, 'utf8'), Number.POSITIVE_INFINITY);
  expect(held).toBe(holder());
});

test.each([
  { name: 'damaged', left: '' },
  { name: 'of another machine', left: holder({ host: 'elsewhere' }) },
])('a lock that is $name is taken over when nothing happens to it', ({ left }) => {
  const path = join(makeFolder(), 'file');
  writeFileSync(`${path}.lock`, left);
  expect(withFileLock(path, () => readFileSync(`${path}.lock`, 'utf8'), 20)).toBe(holder());
});

test('who holds it for too long keeps it, and the work is done without', () => {
  const path = join(makeFolder(), 'file');
  writeFileSync(`${path}.lock`, holder());
  expect(withFileLock(path, () => 'done', 20)).toBe('done');
  expect(readFileSync(`${path}.lock`, 'utf8')).toBe(holder());
});

test.each([
  { name: 'a device', put: (lock: string) => symlinkSync('/dev/null', lock) },
  { name: 'a folder', put: (lock: string) => mkdirSync(lock) },
  { name: 'a link to nothing', put: (lock: string) => symlinkSync('/nowhere', lock) },
])('$name in its place is left alone, and the work is done without, at once', ({ put }) => {
  const path = join(makeFolder(), 'file');
  put(`${path}.lock`);
  expect(withFileLock(path, () => 'done', Number.POSITIVE_INFINITY)).toBe('done');
  expect(lstatSync(`${path}.lock`).isFile()).toBe(false);
});

test('where it cannot be made, that is told and nothing done', () => {
  expect(() => withFileLock(join(makeFolder(), 'none', 'file'), () => 'done')).toThrow('ENOENT');
});
