import { expect, test } from 'vitest';
import { withoutFiles } from '../support/out-of-files.ts';

test('a session that there is no file handle for has failed, and is tried again', async () => {
  expect(await withoutFiles('session')).toMatchObject({
    kind: 'other',
    problem: { message: 'web-01: ssh failed (EMFILE)', retryable: true },
  });
});
