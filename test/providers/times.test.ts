import { expect, test } from 'vitest';
import { parseTime } from '../../src/providers/lenient.ts';

test.each([
  ['2026-01-05T10:00:00Z', '2026-01-05T10:00:00.000Z'],
  ['2026-01-05 10:00:00', '2026-01-05T10:00:00.000Z'],
  ['2026-01-05T10:00:00.123456+05:30', '2026-01-05T04:30:00.123Z'],
  ['2026-01-05', '2026-01-05T00:00:00.000Z'],
  ['2028-02-29T10:00:00Z', '2028-02-29T10:00:00.000Z'],
  ['Mon, 05 Jan 2026 10:00:00 GMT', '2026-01-05T10:00:00.000Z'],
])('%s is read', (text, iso) => {
  expect(new Date(parseTime(text) ?? 0).toISOString()).toBe(iso);
});

test.each(['05/01/2026', '2026-02-30', '2026-02-29T10:00:00Z', '2026-13-01', '1', 'May 2026', 'soon', ''])(
  '%j names no day for sure',
  (text) => expect(parseTime(text)).toBeNull(),
);
