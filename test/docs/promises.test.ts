import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const text = readFileSync(`${root}docs/security.md`, 'utf8');

/** Rows of the tables whose last column is headed `test`. */
const promises = text
  .split(/\n(?=## )/)
  .filter((section) => section.includes('| promise | test |'))
  .flatMap((section) => section.split('\n').filter((line) => /^\| (?!promise|---)/.test(line)))
  .map((line) => line.split(' | '));

test('every promise has its test, and every test that is named is there', () => {
  expect(promises.length).toBeGreaterThan(25);
  for (const [promise = '', tests = ''] of promises) {
    const named = [...tests.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path);
    expect(named, promise).not.toEqual([]);
    for (const path of named) expect(existsSync(`${root}${path}`), path).toBe(true);
  }
});

test('every other path that the page names is there, too', () => {
  const named = [...text.matchAll(/`((?:src|test|scripts)\/[^`]+)`/g)].map(([, path = '']) => path);
  expect(named.filter((path) => !existsSync(`${root}${path}`))).toEqual([]);
});
