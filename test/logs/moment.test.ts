import { afterEach, beforeEach, describe, expect, test } from 'vitest';
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

describe('what names no zone', () => {
  const before = process.env['TZ'];
  beforeEach(() => {
    process.env['TZ'] = 'Europe/Berlin';
  });
  afterEach(() => {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  });

  // Clocks went back from three to two that morning.
  const sunday = Date.parse('2026-10-25T09:00:00Z');

  test.each([
    { text: '2026-10-24', isUtc: false, want: '2026-10-23T22:00:00Z' },
    { text: '2026-10-24', isUtc: true, want: '2026-10-24T00:00:00Z' },
    { text: '2026-10-24 14:05', isUtc: false, want: '2026-10-24T12:05:00Z' },
    { text: '2026-10-24T14:05:30', isUtc: true, want: '2026-10-24T14:05:30Z' },
    { text: '2026-10-24T14:05+09:00', isUtc: true, want: '2026-10-24T05:05:00Z' },
    { text: '14:05', isUtc: false, want: '2026-10-24T12:05:00Z' },
    { text: '14:05', isUtc: true, want: '2026-10-24T14:05:00Z' },
    { text: '9:30', isUtc: false, want: '2026-10-25T08:30:00Z' },
  ])('$text is of the zone that is shown (UTC: $isUtc)', ({ text, isUtc, want }) => {
    expect(readMoment(text, sunday, isUtc)).toBe(Date.parse(want));
  });
});
