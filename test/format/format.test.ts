import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatAge, formatReadAge, formatSpan } from '../../src/format/age.ts';
import { formatClockTime } from '../../src/format/clock-time.ts';
import { cells, cut, cutApart, fitTo, lastCells } from '../../src/format/fit.ts';
import { formatMoney, formatPrice } from '../../src/format/money.ts';
import { formatPercent } from '../../src/format/percent.ts';
import { formatBytes, formatSize } from '../../src/format/size.ts';
import { sparkline } from '../../src/format/sparkline.ts';
import { providerTone, statusTone, toneSymbol } from '../../src/format/status.ts';
import { plainText } from '../../src/model/text.ts';

/** Names as providers could have them: wide, combined, right to left, long. */
const name = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom(
        'サーバー',
        '数据库',
        '👩‍👩‍👧',
        '🇮🇳',
        'e\u0301',
        'عربي',
        'עברית',
        '웹서버',
        'ﷺ',
        'a'.repeat(40),
      ),
    ),
    { maxLength: 6 },
  )
  .map((parts) => plainText(parts.join('')));

const width = fc.nat({ max: 40 });

describe('fitting into cells', () => {
  test('a text fitted takes exactly its cells', () => {
    fc.assert(
      fc.property(name, width, fc.constantFrom('left' as const, 'right' as const), (text, room, align) => {
        expect(cells(fitTo(text, room, align))).toBe(room);
      }),
      { numRuns: 2_000 },
    );
  });

  test('a text cut is its own beginning, no wider than its room', () => {
    fc.assert(
      fc.property(name, width, (text, room) => {
        const shown = cut(text, room);
        expect(cells(shown)).toBeLessThanOrEqual(room);
        if (shown !== text && room > 0) {
          expect(shown.endsWith('…')).toBe(true);
          expect(text.startsWith(shown.slice(0, -1))).toBe(true);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    { text: 'web-01', room: 6, want: 'web-01' },
    { text: 'web-01', room: 5, want: 'web-…' },
    { text: 'サーバー', room: 8, want: 'サーバー' },
    { text: 'サーバー', room: 7, want: 'サーバ…' },
    { text: 'サーバー', room: 6, want: 'サー…' },
    { text: '👩‍👩‍👧x', room: 2, want: '…' },
    { text: 'web', room: 0, want: '' },
  ])('$text in $room', ({ text, room, want }) => {
    expect(cut(text, room)).toBe(want);
  });

  test.each([
    { texts: ['cyber', 'spheron-sites', 'spheron-compute'], want: ['cyber', 'sphe…ites', 'sphe…pute'] },
    { texts: ['spheron-sites', 'sparrow-sites'], want: ['spheron-…', 'sparrow-…'] },
    { texts: ['サーバーサーバー1', 'サーバーサーバー2'], want: ['サー…ー1', 'サー…ー2'] },
  ])('$texts stay apart in nine cells', ({ texts, want }) => {
    expect(cutApart(texts, 9)).toEqual(want);
  });
});

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

test.each([
  [-5_000, '0s'],
  [0, '0s'],
  [999, '0s'],
  [59 * second, '59s'],
  [99 * second, '99s'],
  [100 * second, '1m'],
  [99 * minute, '99m'],
  [100 * minute, '1h'],
  [47 * hour, '47h'],
  [48 * hour, '2d'],
  [729 * day, '729d'],
  [730 * day, '2y'],
])('a span of %i ms is %s', (ms, want) => {
  expect(formatSpan(ms)).toBe(want);
  expect(formatAge(1_000_000_000_000, 1_000_000_000_000 + ms)).toBe(want);
});

test('an unknown time has no age and takes the room of one', () => {
  expect(formatAge(null, 5)).toBe('–');
  expect(formatClockTime(null)).toHaveLength(formatClockTime(0).length);
  expect(formatClockTime(0)).toMatch(/^\d\d:\d\d:00$/);
});

test.each([
  [0, '0s'],
  [9_999, '9s'],
  [14_999, '10s'],
  [15_000, '15s'],
  [99_000, '95s'],
  [100_000, '1m'],
  [-1, '0s'],
])('%i ms since a reading are %s: from ten seconds on in steps', (ms, want) => {
  expect(formatReadAge(1_000_000_000_000, 1_000_000_000_000 + ms)).toBe(want);
});

test.each([
  [{ amount: '2500.00', currency: 'INR' }, '₹2,500.00'],
  [{ amount: '-1234567.5', currency: 'USD' }, '-$1,234,567.5'],
  [{ amount: '450', currency: 'credits' }, '450 AI credits'],
  [{ amount: '0.0082', currency: 'USD' }, '$0.0082'],
  [{ amount: '12345678901234567890.10', currency: 'EUR' }, '€12,345,678,901,234,567,890.10'],
  [{ amount: '999', currency: 'XYZ' }, '999 XYZ'],
  [null, '–'],
])('money: %j is %s', (money, want) => {
  expect(formatMoney(money)).toBe(want);
});

test('a price says what it is for', () => {
  expect(formatPrice({ amount: '850.00', currency: 'INR', per: 'month' })).toBe('₹850.00/mo');
  expect(formatPrice({ amount: '0.0082', currency: 'USD', per: 'hour' })).toBe('$0.0082/h');
  expect(formatPrice(null)).toBe('–');
});

test.each([
  [null, '–'],
  [0, '0B'],
  [999, '999B'],
  [1_000, '1.0K'],
  [9.95 * 1_024, '10K'],
  [10 * 1_024, '10K'],
  [999.7 * 1_024, '1.0M'],
  [512 * 1_024 ** 2, '512M'],
  [3.9 * 1_024 ** 3, '3.9G'],
  [5_000 * 1_024 ** 5, '5000P'],
])('%d bytes are %s', (bytes, want) => {
  expect(formatBytes(bytes)).toBe(want);
});

test('bytes below a thousand peta take at most four characters', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 900 * 1_024 ** 5, noNaN: true }), (bytes) => {
      expect(formatBytes(bytes).length).toBeLessThanOrEqual(4);
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  [{ cpuCores: 2, memoryMb: 4_096, diskGb: 80 }, '2×4.0G 80G'],
  [{ cpuCores: null, memoryMb: 512, diskGb: null }, '512M'],
  [{ cpuCores: null, memoryMb: null, diskGb: 80 }, '80G'],
  [{ cpuCores: null, memoryMb: null, diskGb: null }, '–'],
])('a size of %j is %s', (size, want) => {
  expect(formatSize(size)).toBe(want);
});

test('a percentage that is not known is not nought', () => {
  expect([null, 0, 6.5, 100].map(formatPercent)).toEqual(['–', '0%', '7%', '100%']);
});

describe('a sparkline', () => {
  test('is as wide as asked, newest last, with holes where there was no reading', () => {
    expect(sparkline([0, 50, 100], 5)).toBe('  ▁▄█');
    expect(sparkline([0, null, 100], 3)).toBe('▁ █');
    expect(sparkline([1, 2, 3, 100], 2)).toBe('▁█');
    expect(sparkline([], 3)).toBe('   ');
  });

  test('stays on its line whatever is measured', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.double())), fc.integer({ min: 1, max: 60 }), (samples, room) => {
        expect(cells(sparkline(samples, room))).toBe(room);
      }),
    );
  });
});

test('every tone has a symbol of its own, for screens without colour', () => {
  const tones = ['good', 'busy', 'off', 'bad', 'unsure'] as const;
  expect(new Set(tones.map(toneSymbol)).size).toBe(tones.length);
  for (const tone of tones) expect(cells(toneSymbol(tone))).toBe(1);
  expect(
    ['running', 'deploying', 'stopped', 'suspended', 'unknown'].map((status) =>
      statusTone(status as 'running'),
    ),
  ).toEqual([...tones]);
  expect((['ok', 'degraded', 'unreachable', 'connecting'] as const).map(providerTone)).toEqual([
    'good',
    'busy',
    'bad',
    'unsure',
  ]);
});

test.each([
  { name: 'narrow', text: 'abcdef', width: 3, want: 'def' },
  { name: 'wide', text: '漢字漢字', width: 5, want: '漢字' },
  { name: 'of joined characters', text: 'ab👩‍👩‍👧', width: 3, want: 'b👩‍👩‍👧' },
  { name: 'shorter than the room', text: 'é漢', width: 9, want: 'é漢' },
  { name: 'without room', text: 'abc', width: 0, want: '' },
  { name: 'of any length', text: 'é漢'.repeat(500_000), width: 6, want: 'é漢é漢' },
])('the end of a text $name', { timeout: 2_000 }, ({ text, width, want }) => {
  expect(lastCells(text, width)).toBe(want);
});
