import { expect, test } from 'vitest';
import { bundleProgram } from '../../scripts/bundle.ts';

test('the program is a text of ASCII, which takes a byte a character for as long as it runs', async () => {
  const { contents } = await bundleProgram();
  expect(
    Buffer.from(contents)
      .toString('utf8')
      .match(/[^\0-\x7f]/g),
  ).toBeNull();
});

test('no module that is imported from many others is wrapped anew for each of them, as CommonJS is', async () => {
  const { inputs } = (await bundleProgram()).metafile;
  const importers = new Map<string, number>();
  for (const { imports } of Object.values(inputs))
    for (const { path, kind } of imports)
      if (kind === 'import-statement' && inputs[path]?.format === 'cjs')
        importers.set(path, (importers.get(path) ?? 0) + 1);
  expect(importers.size).toBeGreaterThan(0);
  expect([...importers].filter(([, count]) => count > 5)).toEqual([]);
});
