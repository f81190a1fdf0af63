import { expect, test } from 'vitest';
import { checkDocs } from './pages.ts';

test('tables and man page are those of the code', async () => {
  expect(await checkDocs(), 'npm run docs').toEqual({ code: 0, said: '' });
});
