import { expect, test } from 'vitest';
import { createRejections } from '../../src/polling/rejections.ts';

test('what was read puts in doubt only what was rejected before its request began', () => {
  const rejections = createRejections();
  rejections.add('apps', 1_000);
  rejections.add('billing', 3_000);
  expect(rejections.doubted('servers', 2_000)).toEqual(['apps']);
});

test('what was doubted is doubted again only once the key was rejected for what is read now, too', () => {
  const rejections = createRejections();
  rejections.add('billing', 1_000);
  expect(rejections.doubted('servers', 2_000)).toEqual(['billing']);
  expect(rejections.doubted('servers', 3_000)).toEqual([]);
  rejections.add('servers', 4_000);
  expect(rejections.doubted('servers', 5_000)).toEqual(['billing']);
});
