import { expect, test } from 'vitest';
import { readMoment } from '../../src/logs/moment.ts';

const now = Date.parse('2026-11-01T12:00:00Z');

test('a moment is a time, an age or the newest such time of day', () => {
  expect(readMoment('2026-10-31T09:00:00Z', now)).toBe(Date.parse('2026-10-31T09:00:00Z'));
  expect(readMoment('15m', now)).toBe(now - 15 * 60_000);
  expect(readMoment('14:05', now, true)).toBe(Date.parse('2026-10-31T14:05:00Z'));
});

test.each(['2026-02-30', '2026-02-30T10:00:00Z', '2026-13-01', 'yesterday'])('%s is none', (text) =>
  expect(readMoment(text, now)).toBeNull(),
);
