import { graphemesOf } from '../model/graphemes.ts';
import { isCharacter } from '../model/keys.ts';
import { isNarrow } from '../model/narrow-text.ts';
import { plainText } from '../model/text.ts';

/** A line that is typed into; `at` is the place of the cursor, in characters as a reader counts them. */
export type TextLine = { readonly text: string; readonly at: number };

export const emptyLine: TextLine = { text: '', at: 0 };

/** Most lines are of characters that stand each for itself: a long one is not taken apart for seconds with every key. */
const charactersOf = (text: string): readonly string[] =>
  isNarrow(text) ? text.split('') : Array.from(graphemesOf(text), ({ segment }) => segment);

/** A text with the cursor behind it. */
export const lineOf = (text: string): TextLine => ({ text, at: charactersOf(text).length });

/** The parts before, under and behind the cursor; at the end there is nothing under it. */
export function splitAtCursor({
  text,
  at,
}: TextLine): readonly [before: string, under: string, after: string] {
  const all = charactersOf(text);
  return [all.slice(0, at).join(''), all[at] ?? '', all.slice(at + 1).join('')];
}

/** The line after a key, as shells do it; a key that is neither text nor an edit leaves the same line. */
export function editLine(line: TextLine, key: string): TextLine {
  const all = charactersOf(line.text);
  const { at } = line;
  switch (key) {
    case 'left':
      return { ...line, at: Math.max(0, at - 1) };
    case 'right':
      return { ...line, at: Math.min(all.length, at + 1) };
    case 'home':
    case 'ctrl+a':
      return { ...line, at: 0 };
    case 'end':
    case 'ctrl+e':
      return { ...line, at: all.length };
    case 'backspace':
      return cut(all, Math.max(0, at - 1), at);
    case 'delete':
      return cut(all, at, at + 1);
    case 'ctrl+u':
      return cut(all, 0, at);
    case 'ctrl+k':
      return cut(all, at, all.length);
    case 'ctrl+w':
      return cut(all, startOfWord(all, at), at);
    default:
      return key === 'space' ? insert(line, ' ') : isCharacter(key) ? insert(line, key) : line;
  }
}

/**
 * Puts a text in at the cursor: what would break the line becomes a space, and what would hide or reorder is seen. Who
 * pastes may not know what a page has put into the clipboard.
 */
export function insert({ text, at }: TextLine, added: string): TextLine {
  const [before, under, after] = splitAtCursor({ text, at });
  const start = before + plainText(added.replaceAll(/[\p{Cc}\p{Cs}]+/gu, ' '));
  return { text: start + under + after, at: charactersOf(start).length };
}

const cut = (all: readonly string[], from: number, to: number): TextLine => ({
  text: [...all.slice(0, from), ...all.slice(to)].join(''),
  at: from,
});

function startOfWord(all: readonly string[], at: number): number {
  let start = at;
  while (start > 0 && all[start - 1] === ' ') start -= 1;
  while (start > 0 && all[start - 1] !== ' ') start -= 1;
  return start;
}
