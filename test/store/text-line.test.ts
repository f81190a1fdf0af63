import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editLine, emptyLine, insert, lineOf, splitAtCursor } from '../../src/store/text-line.ts';

const typed = (keys: readonly string[]) => keys.reduce(editLine, emptyLine);

test.each<{ name: string; keys: string[]; before: string; after: string }>([
  { name: 'text', keys: ['a', 'space', 'b'], before: 'a b', after: '' },
  { name: 'a key in the middle', keys: ['a', 'c', 'left', 'b'], before: 'ab', after: 'c' },
  { name: 'Backspace', keys: ['a', 'b', 'left', 'backspace'], before: '', after: 'b' },
  { name: 'Delete', keys: ['a', 'b', 'home', 'delete'], before: '', after: 'b' },
  { name: 'Ctrl-A and Ctrl-E', keys: ['b', 'ctrl+a', 'a', 'ctrl+e', 'c'], before: 'abc', after: '' },
  { name: 'Ctrl-U', keys: ['a', 'b', 'left', 'ctrl+u'], before: '', after: 'b' },
  { name: 'Ctrl-K', keys: ['a', 'b', 'left', 'ctrl+k'], before: 'a', after: '' },
  { name: 'Ctrl-W', keys: ['a', 'space', 'b', 'c', 'space', 'ctrl+w'], before: 'a ', after: '' },
  { name: 'keys that are no text', keys: ['a', 'f1', 'pageup', 'ctrl+g', '\u0007'], before: 'a', after: '' },
  { name: 'moves past the ends', keys: ['left', 'a', 'right', 'right', 'b'], before: 'ab', after: '' },
  { name: 'a joined emoji as one', keys: ['a', '👩‍💻', 'left', 'backspace'], before: '', after: '👩‍💻' },
])('$name', ({ keys, before, after }) => {
  const [left, under, right] = splitAtCursor(
    typed(keys.flatMap((key) => (key.includes('\u200d') ? [...key] : [key]))),
  );
  expect([left, under + right]).toEqual([before, after]);
});

test('what is pasted never breaks the line', () => {
  expect(insert(typed(['a']), 'b\r\nc\u001b[31md')).toEqual({ text: 'ab c [31md', at: 10 });
});

test('what is pasted hides and reorders nothing', () => {
  expect(insert(emptyLine, 'a\u202egnp.exe\u2066\u200b\u0378')).toEqual({
    text: 'a\ufffdgnp.exe\ufffd\ufffd\ufffd',
    at: 12,
  });
});

test('whatever is typed, the cursor is inside the text and the parts are the text', () => {
  const key = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
    fc.constantFrom(
      'left',
      'right',
      'home',
      'end',
      'backspace',
      'delete',
      'ctrl+w',
      'ctrl+u',
      'ctrl+k',
      'space',
    ),
  );
  fc.assert(
    fc.property(fc.array(key, { maxLength: 40 }), (keys) => {
      const line = typed(keys);
      expect(splitAtCursor(line).join('')).toBe(line.text);
      expect(line.at).toBeGreaterThanOrEqual(0);
      expect(line.at).toBeLessThanOrEqual(line.text.length);
    }),
  );
});

test('characters are those that a segmenter finds in the whole text', () => {
  const mixed = fc
    .array(
      fc.oneof(
        fc.constantFrom('\u0d4ea', 'e\u0301', '1\ufe0f\u20e3', '\u0600b'),
        fc.string({ unit: 'grapheme-ascii' }),
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'binary' }),
      ),
    )
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(mixed, (text) => {
      const characters = Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
      expect(lineOf(text).at).toBe(characters.length);
      for (const at of characters.keys())
        expect(splitAtCursor({ text, at })).toEqual([
          characters.slice(0, at).join(''),
          characters[at],
          characters.slice(at + 1).join(''),
        ]);
    }),
    { numRuns: 500 },
  );
});
