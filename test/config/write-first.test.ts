import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeNew } from '../../src/config/write-first.ts';
import { makeFolder } from '../support/run-fleetop.ts';

const filesIn = (folder: string) => ({
  files: [
    { path: join(folder, 'fleetop', 'sparrow.key'), text: 'planted\n' },
    { path: join(folder, 'fleetop', 'config.yaml'), text: 'providers: []\n' },
  ],
  variables: {},
});

test('the first files are for their owner only', async () => {
  const folder = makeFolder();
  const { files, variables } = filesIn(folder);
  expect(await writeNew({ files, variables })).toBeNull();
  for (const { path, text } of files) {
    expect(readFileSync(path, 'utf8')).toBe(text);
    expect((statSync(path).mode & 0o777).toString(8)).toBe('600');
  }
});

test('where one is there already it stays as it is, and no key is left', async () => {
  const folder = makeFolder();
  mkdirSync(join(folder, 'fleetop'));
  const theirs = join(folder, 'fleetop', 'config.yaml');
  writeFileSync(theirs, 'theirs');
  expect(await writeNew(filesIn(folder))).toMatchObject({
    code: 'config',
    message: `${theirs} is there already, and stays as it is: nothing was written`,
  });
  expect(readdirSync(join(folder, 'fleetop'))).toEqual(['config.yaml']);
  expect(readFileSync(theirs, 'utf8')).toBe('theirs');
});
