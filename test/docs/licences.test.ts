import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { bundleProgram } from '../../scripts/bundle.ts';
import { bundledPackages } from '../../scripts/bundled-packages.ts';
import { licenceFaults } from '../../scripts/licence-faults.ts';
import { thirdPartyNotices } from '../../scripts/third-party-notices.ts';
import { root } from './pages.ts';

const lock = (entry: object) => JSON.stringify({ packages: { '': {}, 'node_modules/a': entry } });
const hashed = lock({ integrity: 'x' });

test('what is in the program is under a permissive licence, and its notices name it', async () => {
  const packages = bundledPackages((await bundleProgram()).metafile);
  expect(packages.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['ink', 'undici', 'yoga-layout', 'zod']),
  );
  expect(licenceFaults(packages)).toEqual([]);
  expect(readFileSync(`${root}dist/THIRD-PARTY-NOTICES.txt`, 'utf8')).toBe(thirdPartyNotices(packages));
});

test.each([
  { name: 'a licence that binds others', licence: 'GPL-3.0' },
  { name: 'no licence', licence: 'unknown' },
  { name: 'both of two', licence: 'MIT AND GPL-3.0' },
])('$name is told', ({ licence }) => {
  expect(licenceFaults([{ name: 'a', licence }], hashed)).toEqual([`a: licence ${licence}`]);
});

test('one of two licences is enough', () => {
  expect(licenceFaults([{ name: 'a', licence: '(MIT OR GPL-3.0)' }], hashed)).toEqual([]);
});

test('a package without a hash in the lock file is told', () => {
  expect(licenceFaults([], lock({ dev: true }))).toEqual(['a: no integrity in package-lock.json']);
});

test('the notices have the words of each package, and stand in for those it forgot under MIT alone', () => {
  const bundled = { name: 'a', version: '1.0.0', folder: 'node_modules/a' };
  expect(thirdPartyNotices([{ ...bundled, licence: 'ISC', texts: ['By somebody.'] }])).toContain(
    'a 1.0.0 (ISC)\n\nBy somebody.\n',
  );
  expect(thirdPartyNotices([{ ...bundled, licence: 'MIT', texts: [] }])).toMatch(
    /Copyright \(c\) the authors of a\n\nPermission is hereby granted/,
  );
  expect(() => thirdPartyNotices([{ ...bundled, licence: 'ISC', texts: [] }])).toThrow('brings no text');
});
