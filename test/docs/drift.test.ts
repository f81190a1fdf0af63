import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkDocs, page, root } from './pages.ts';

test('tables and man page are those of the code', async () => {
  expect(await checkDocs(), 'npm run docs').toEqual({ code: 0, said: '' });
});

test('every folder of src/ is told of on the page of the architecture', () => {
  const folders = readdirSync(`${root}src`, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const text = page('docs/architecture.md');
  expect(folders.map(({ name }) => name).filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
});
