import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { type DescribedKey, describedKeys } from '../../scripts/docs/described-keys.ts';
import { checkShape } from '../../src/config/check-shape.ts';
import { checkDocs, page, root } from './pages.ts';

test('tables and man page are those of the code', async () => {
  expect(await checkDocs(), 'npm run docs').toEqual({ code: 0, said: '' });
});

test('every folder of src/ is told of on the page of the architecture', () => {
  const folders = readdirSync(`${root}src`, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const text = page('docs/architecture.md');
  expect(folders.map(({ name }) => name).filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
});

test('every key of the configuration has its meaning and an example', () => {
  const bare = describedKeys().filter(
    ({ description, example }) => description === '' || example === undefined,
  );
  expect(bare.map(({ key }) => key)).toEqual([]);
});

test('the examples of all keys together are a configuration', () => {
  const whole = describedKeys().reduce<unknown>(withExample, {});
  expect(whole).toMatchObject({ providers: [{ rateLimit: { perMinute: 30 } }], rates: { base: 'USD' } });
  expect(checkShape(whole)).toEqual([]);
});

/** A configuration with the key's example in its place: the first of a list, a currency where the name is free. */
const withExample = (whole: unknown, { key, example }: DescribedKey): unknown =>
  put(whole, key.replace('…', 'INR').split('.'), example);

function put(into: unknown, [step = '', ...rest]: readonly string[], value: unknown): unknown {
  const name = step.replace('[]', '');
  const map = z.record(z.string(), z.unknown()).catch({}).parse(into);
  if (rest.length === 0) return { ...map, [name]: value };
  const present = map[name];
  const inner = put(Array.isArray(present) ? present[0] : present, rest, value);
  return { ...map, [name]: step === name ? inner : [inner] };
}
