import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareNaturally, sortable } from '../../src/listing/natural-order.ts';

const collator = new Intl.Collator('en', { numeric: true });

const compare = (a: string, b: string) => compareNaturally(sortable(a), sortable(b));

const names = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'web',
        'Web',
        'WEB',
        'api',
        '-',
        '_',
        '.',
        ' ',
        '0',
        '00',
        '007',
        '10',
        '9',
        'é',
        'サ',
        '①',
      ),
      fc.string({ unit: 'grapheme-ascii', maxLength: 3 }),
      fc.string({ unit: 'grapheme', maxLength: 2 }),
    ),
    { maxLength: 5 },
  )
  .map((parts) => parts.join(''));

test('every two texts stand as the collator has them', () => {
  fc.assert(
    fc.property(names, names, (a, b) => {
      expect(Math.sign(compare(a, b))).toBe(Math.sign(collator.compare(a, b)));
    }),
    { numRuns: 20_000 },
  );
});

test('so do long numbers, and letters beside each other', () => {
  const texts = ['9'.repeat(99), '1'.repeat(100), `0${'1'.repeat(100)}`, '9'.repeat(101), '1'.repeat(300)];
  const ascii = Array.from({ length: 0x7f - 0x20 }, (_, index) => String.fromCharCode(0x20 + index));
  for (const among of [texts, ascii])
    for (const a of among)
      for (const b of among)
        expect(Math.sign(compare(a, b)), `${a} ${b}`).toBe(Math.sign(collator.compare(a, b)));
});

test('texts of any length are compared', () => {
  const long = `web-${'x'.repeat(500_000)}`;
  expect(compare(long, `${long}1`)).toBeLessThan(0);
  expect(compare('web-10', long)).toBeLessThan(0);
  expect(compare(long, 'web-9')).toBeGreaterThan(0);
});
