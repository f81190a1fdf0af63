import { cpSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { type DescribedKey, describedKeys } from '../../scripts/docs/described-keys.ts';
import { commands } from '../../src/commands/catalog.ts';
import { checkShape } from '../../src/config/check-shape.ts';
import { displayKeys } from '../../src/format/keys.ts';
import { makeFolder } from '../support/run-fleetop.ts';
import { checkDocs, page, pages, root } from './pages.ts';

/** It loads every provider and reads all of the source, which takes two seconds on an idle machine. */
const patienceMs = 60_000;

test(
  'tables and man page are those of the code',
  async () => {
    expect(await checkDocs(), 'npm run docs').toEqual({ code: 0, said: '' });
  },
  patienceMs,
);

test(
  'a row that is missing anywhere is told, and a table that no page has',
  async () => {
    const stale = makeFolder();
    for (const name of ['README.md', 'docs', 'man'])
      cpSync(root + name, join(stale, name), { recursive: true });
    const written = [...pages].filter(([, text]) => lastRows.test(text)).map(([path]) => path);
    for (const path of written) writeFileSync(join(stale, path), page(path).replace(lastRows, '$<end>'));
    const keys = page('docs/keys.md');
    writeFileSync(join(stale, 'docs/keys.md'), keys.slice(0, keys.indexOf('<!-- keys:')));
    truncateSync(join(stale, 'man/fleetop.1'), 1_000);
    const { code, said } = await checkDocs(stale);
    expect(code).toBe(1);
    const told = [...written.filter((path) => path !== 'docs/keys.md'), 'man/fleetop.1'];
    expect(said.trimEnd().split('\n').sort()).toEqual(
      [
        ...told.map((path) => `${path} differs from the code: run npm run docs`),
        'no page has a place for "keys"',
      ].sort(),
    );
    expect(told).toEqual(expect.arrayContaining(['README.md', 'docs/commands.md', 'docs/configuration.md']));
  },
  patienceMs,
);

/** The line before the end of a table. */
const lastRows = /^.+\n\n(?<end><!-- end of )/m;

test('every folder of src/ is told of on the page of the architecture', () => {
  const folders = readdirSync(`${root}src`, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const text = page('docs/architecture.md');
  expect(folders.map(({ name }) => name).filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
});

test('the keys to press first are keys', () => {
  const readme = page('README.md');
  const rows = readme.slice(
    readme.indexOf('What to press first:'),
    readme.indexOf('## The same as commands'),
  );
  const named = [...rows.matchAll(/^\| (`.*?) \|/gm)].flatMap(([, cell = '']) => [
    ...cell.matchAll(/`(.+?)`/g),
  ]);
  const known = new Set(commands.flatMap(({ keys }) => keys.map(displayKeys)));
  expect(named.map(([, key = '']) => key).filter((key) => !known.has(key))).toEqual([]);
  expect(named.length).toBeGreaterThan(15);
});

test('every key of the configuration has its meaning and an example', () => {
  const bare = describedKeys().filter(
    ({ description, example }) => description === '' || example === undefined,
  );
  expect(bare.map(({ key }) => key)).toEqual([]);
});

test('the configuration that the page shows is one', () => {
  const shown = [...page('docs/configuration.md').matchAll(/^```yaml\n(.*?)^```/gms)];
  expect(shown.length).toBeGreaterThan(0);
  for (const [, text = ''] of shown) expect(checkShape(parse(text))).toEqual([]);
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
