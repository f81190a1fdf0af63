import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { graphemesOf } from '../../src/model/graphemes.ts';
import { logLines } from '../../src/model/log-text.ts';
import { isPlainText, jsonText, plainText } from '../../src/model/text.ts';
import { anyText } from '../support/any-text.ts';

/** Controls, format characters but the joiner, lone surrogates, line and paragraph separators, unassigned, fillers. */
const forbidden = /(?!\u200d)[\p{Cc}\p{Cf}\p{Cs}\p{Cn}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]/u;

describe('plain text', () => {
  test('holds nothing that could act on a terminal, whatever went in', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const plain = plainText(text);
        expect(plain).not.toMatch(forbidden);
        expect(plainText(plain)).toBe(plain);
        expect(isPlainText(plain)).toBe(true);
        expect(isPlainText(text)).toBe(plain === text);
      }),
      { numRuns: 3_000 },
    );
  });

  test('of every single code unit', () => {
    const wrong: number[] = [];
    for (let unit = 0; unit <= 0xffff; unit += 1)
      if (forbidden.test(plainText(`a${String.fromCharCode(unit)}b`))) wrong.push(unit);
    expect(wrong).toEqual([]);
  });

  test.each([
    { name: 'letters of any script', text: 'web-01 café サーバー عربي עברית' },
    { name: 'an emoji of several people', text: '👩‍👩‍👧' },
    { name: 'combining marks', text: 'e\u0301' },
    { name: 'a flag', text: '🇮🇳' },
    { name: 'symbols that other text uses for controls', text: '␛␊' },
    { name: 'marks as many as a character may have', text: `z${'\u0301'.repeat(32)}` },
    {
      name: 'a long word of marks and letters',
      text: 'नमस्ते'.repeat(50) + 'Tiếng'.normalize('NFD').repeat(50),
    },
    { name: 'Hangul that is taken apart', text: '한국어'.normalize('NFD').repeat(50) },
    { name: 'nothing', text: '' },
  ])('leaves as it is: $name', ({ text }) => {
    expect(plainText(text)).toBe(text);
  });

  test.each([
    { name: 'an escape sequence', text: '\u001b[2J', want: '␛[2J' },
    { name: 'a title and a bell', text: '\u001b]0;x\u0007', want: '␛]0;x␇' },
    { name: 'the one-byte introducer', text: '\u009b2J', want: '\ufffd2J' },
    { name: 'line ends', text: 'a\r\nb', want: 'a␍␊b' },
    { name: 'a tab', text: 'a\tb', want: 'a b' },
    { name: 'delete', text: 'a\u007f', want: 'a␡' },
    { name: 'a reversed file name', text: 'gpj\u202eexe', want: 'gpj\ufffdexe' },
    { name: 'half of a surrogate pair', text: 'a\ud83d', want: 'a\ufffd' },
    { name: 'an invisible tag', text: 'a\u{e0041}', want: 'a\ufffd' },
  ])('shows $name', ({ text, want }) => {
    expect(plainText(text)).toBe(want);
  });
});

test.each([
  { name: 'marks', text: `a${'\u0301'.repeat(50_000)}` },
  { name: 'variation selectors', text: `x${'\ufe0f'.repeat(50_000)}` },
  { name: 'joined emoji', text: '👨\u200d'.repeat(50_000) },
  { name: 'skin tones', text: `👍${'\u{1f3fd}'.repeat(50_000)}` },
  { name: 'joined consonants', text: 'क\u094d'.repeat(50_000) },
  {
    name: 'letters of old Hangul',
    text: '\u1100'.repeat(50_000) + '\u1161'.repeat(50_000) + '\u11a8'.repeat(50_000),
  },
])('no character is flooded with $name', ({ text }) => {
  const plain = plainText(text);
  const longest = Math.max(...Array.from(graphemesOf(plain), ({ segment }) => segment.length).slice(0, 200));
  expect(longest).toBeLessThan(200);
  expect(plain).toContain('\ufffd');
  expect(plainText(plain)).toBe(plain);
  expect(isPlainText(text)).toBe(false);
});

test('JSON means the same, and holds nothing that could act on a terminal', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const json = jsonText({ [text]: [text] }, 2);
      expect(JSON.parse(json)).toEqual({ [text]: [text] });
      expect(json.replaceAll('\n', '')).not.toMatch(forbidden);
    }),
    { numRuns: 2_000 },
  );
});

describe('lines of a log', () => {
  test('hold nothing that could act on a terminal, nor a line end', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const line of logLines(text)) {
          expect(line).not.toMatch(forbidden);
          expect(line).not.toMatch(/[␍␊]/);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    { name: 'colours go, words stay', text: '\u001b[31;1merror\u001b[0m: no', want: ['error: no'] },
    { name: 'a cursor movement stays visible', text: '\u001b[2Aup', want: ['␛[2Aup'] },
    { name: 'each line end counts once', text: 'a\r\nb\rc\nd', want: ['a', 'b', 'c', 'd'] },
    { name: 'one at the end begins no line', text: 'a\n', want: ['a'] },
    { name: 'an empty line stays', text: 'a\n\nb', want: ['a', '', 'b'] },
    { name: 'nothing is one empty line', text: '', want: [''] },
  ])('$name', ({ text, want }) => {
    expect(logLines(text)).toEqual(want);
  });
});
