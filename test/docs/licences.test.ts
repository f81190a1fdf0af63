import { expect, test } from 'vitest';
import { licenceFaults } from '../../scripts/licence-faults.ts';

const lock = (entry: object) => JSON.stringify({ packages: { '': {}, 'node_modules/a': entry } });

test('what is shipped is under a permissive licence, and every package has its hash in the lock file', () => {
  expect(licenceFaults()).toEqual([]);
});

test.each([
  {
    name: 'a licence that binds others',
    entry: { license: 'GPL-3.0', integrity: 'x' },
    want: 'a: licence GPL-3.0',
  },
  { name: 'no licence', entry: { integrity: 'x' }, want: 'a: licence unknown' },
  {
    name: 'both of two',
    entry: { license: 'MIT AND GPL-3.0', integrity: 'x' },
    want: 'a: licence MIT AND GPL-3.0',
  },
  { name: 'no hash', entry: { license: 'MIT' }, want: 'a: no integrity in package-lock.json' },
])('$name is told', ({ entry, want }) => {
  expect(licenceFaults(lock(entry))).toEqual([want]);
});

test.each([
  { name: 'one of two', entry: { license: '(MIT OR GPL-3.0)', integrity: 'x' } },
  { name: 'development only', entry: { license: 'GPL-3.0', integrity: 'x', dev: true } },
])('$name is enough', ({ entry }) => {
  expect(licenceFaults(lock(entry))).toEqual([]);
});
