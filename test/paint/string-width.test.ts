import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { originalWidth } from './originals.ts';

/** Every character of the first plane: ours tells none of the others from each other. */
const everyCharacter = Array.from({ length: 0x1_0000 }, (_, code) => String.fromCodePoint(code));

const pieces = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '\u001b[31m',
    '\u001b[38;2;1;2;3;1m',
    '\u001b[0m',
    '\u001b[2J',
    '\u001b]8;;http://x\u0007',
    '\t',
  ),
  fc.constantFrom('👨‍👩‍👧', '🇮🇳', '1️⃣', '❤️', 'é', '漢字', 'ﾞ', '\u200b', '│', '●', '▸', '…', '✖'),
);

test('another module stands in the place of string-width here', () => {
  expect(stringWidth).not.toBe(originalWidth);
});

/** One cell each beside their letter: see the next test. */
const besideItsLetter =
  /[\u0e33\u0eb3\u0d4e\u{111c2}\u{111c3}\u{1193f}\u{11941}\u{11a84}-\u{11a89}\u{11d46}]/u;

test('every other character has the width it had, alone and between letters', () => {
  const differing = everyCharacter.filter(
    (character) =>
      !besideItsLetter.test(character) &&
      (stringWidth(character) !== originalWidth(character) ||
        stringWidth(`a${character}│`) !== originalWidth(`a${character}│`)),
  );
  expect(differing).toEqual([]);
});

test.each([
  { text: 'น้ำ', name: 'Thai for water', cells: 2 },
  { text: 'ນ້ຳ', name: 'the same in Lao', cells: 2 },
  { text: 'น้ำตก-01', name: 'a name', cells: 7 },
  { text: '\u0d4eക', name: 'a dotted reph before its letter', cells: 2 },
])('$name takes $cells cells, as in a terminal', ({ text, cells }) => {
  expect(stringWidth(text)).toBe(cells);
  expect(stringWidth(`\u001b[1m${text}\u001b[0m`)).toBe(cells);
});

test('every other text has the width it had, however often it is asked for', () => {
  fc.assert(
    fc.property(fc.array(pieces), (parts) => {
      const text = parts.filter((part) => !besideItsLetter.test(part)).join('');
      expect([stringWidth(text), stringWidth(text)]).toEqual([originalWidth(text), originalWidth(text)]);
    }),
    { numRuns: 1_000 },
  );
});

test.each([{ ambiguousIsNarrow: false }, { countAnsiEscapeCodes: true }])('%o is heeded', (options) => {
  for (const text of ['─●│', '\u001b[31mred\u001b[0m', '漢字'])
    expect(stringWidth(text, options)).toBe(originalWidth(text, options));
});
