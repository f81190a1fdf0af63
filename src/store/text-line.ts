import { graphemesOf } from '../model/graphemes.ts';
import { isCharacter } from '../model/keys.ts';
import { isNarrow } from '../model/narrow-text.ts';
import { plainText } from '../model/text.ts';

/** A line that is typed into; `at` is the place of the cursor, in characters as a reader counts them. */
export type TextLine = { readonly text: string; readonly at: number };

export const emptyLine: TextLine = { text: '', at: 0 };

/** Where the characters of a text are: `offset` is the index of the one at a place, for those behind the last its length. */
type Characters = { readonly count: number; readonly offset: (at: number) => number };

/**
 * Most lines are of characters that stand each for itself. Nothing is made of those, however long they are: a line of
 * thousands that was taken apart with every key stopped the screen, and what it left made the heap grow.
 */
function charactersOf(text: string): Characters {
  const { length } = text;
  if (isNarrow(text)) return { count: length, offset: (at) => Math.max(0, Math.min(at, length)) };
  return { count: walk(text, length).count, offset: (at) => walk(text, at).index };
}

const isAscii = (text: string, index: number): boolean =>
  index >= text.length || (text.charCodeAt(index) >= 0x20 && text.charCodeAt(index) < 0x7f);

/** Goes so many characters through a text, or to its end. Between two of ASCII one always ends; of others it is looked up. */
function walk(text: string, most: number): { readonly count: number; readonly index: number } {
  let count = 0;
  let index = 0;
  while (count < most && index < text.length) {
    let end = index;
    while (!isAscii(text, end) || !isAscii(text, end + 1)) end += 1;
    if (end === index) {
      count += 1;
      index += 1;
      continue;
    }
    for (const { segment } of graphemesOf(text.slice(index, end + 1))) {
      if (count === most) break;
      count += 1;
      index += segment.length;
    }
  }
  return { count, index };
}

/** A text with the cursor behind it. */
export const lineOf = (text: string): TextLine => ({ text, at: charactersOf(text).count });

/** The parts before, under and behind the cursor; at the end there is nothing under it. */
export function splitAtCursor({
  text,
  at,
}: TextLine): readonly [before: string, under: string, after: string] {
  const { offset } = charactersOf(text);
  const [start, end] = [offset(at), offset(at + 1)];
  return [text.slice(0, start), text.slice(start, end), text.slice(end)];
}

/** The line after a key, as shells do it; a key that is neither text nor an edit leaves the same line. */
export function editLine(line: TextLine, key: string): TextLine {
  const { at, text } = line;
  const { count, offset } = charactersOf(text);
  const without = (from: number, to: number): TextLine => ({
    text: text.slice(0, offset(from)) + text.slice(offset(to)),
    at: from,
  });
  switch (key) {
    case 'left':
      return { ...line, at: Math.max(0, at - 1) };
    case 'right':
      return { ...line, at: Math.min(count, at + 1) };
    case 'home':
    case 'ctrl+a':
      return { ...line, at: 0 };
    case 'end':
    case 'ctrl+e':
      return { ...line, at: count };
    case 'backspace':
      return without(Math.max(0, at - 1), at);
    case 'delete':
      return without(at, at + 1);
    case 'ctrl+u':
      return without(0, at);
    case 'ctrl+k':
      return without(at, count);
    case 'ctrl+w':
      return without(startOfWord(text, offset, at), at);
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
  return { text: start + under + after, at: charactersOf(start).count };
}

function startOfWord(text: string, offset: Characters['offset'], at: number): number {
  const isBlank = (place: number) => text.slice(offset(place), offset(place + 1)) === ' ';
  let start = at;
  while (start > 0 && isBlank(start - 1)) start -= 1;
  while (start > 0 && !isBlank(start - 1)) start -= 1;
  return start;
}
