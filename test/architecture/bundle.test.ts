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
