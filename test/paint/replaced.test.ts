import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkReplaced } from '../../scripts/replaced-modules.ts';

test('the build stops when a dependency is not the one that its replacement was written for', () => {
  expect(() => checkReplaced()).not.toThrow();
  const changed = (path: string) => {
    const text = readFileSync(new URL(`../../${path}`, import.meta.url));
    return path.endsWith('ink/build/output.js') ? Buffer.concat([text, Buffer.from('\n')]) : text;
  };
  expect(() => checkReplaced(changed)).toThrow(
    /ink\/build\/output\.js has changed: see whether src\/paint\/output\.ts/,
  );
});
