import { graphemesOf } from '../model/graphemes.ts';
import { isNarrow } from '../model/narrow-text.ts';
import { rememberTexts } from '../model/remember-texts.ts';
import { isSameLook, type Look, lookAfter, plain } from './look.ts';
import stringWidth from './string-width.ts';

/** One column of a row. The right half of a wide character has an empty text. */
export type Cell = { readonly text: string; readonly look: Look };

export type RowCells = {
  readonly cells: readonly Cell[];
  /**
   * In the columns before this one stand characters whose width no terminal doubts, and which nothing may join. Behind
   * that nobody knows what stands where. Infinity when there is none.
   */
  readonly certain: number;
  /** How what is written behind it would look. */
  readonly endLook: Look;
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what SGR begins with
const sgr = /\u001b\[([\d;]*)m/;
/** How a line that was aligned goes to a column: to the one where its cells are anyway. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what CHA begins with
const toColumn = /\u001b\[\d+G/g;
const control = /\p{Control}/u;
/** Kana, ideographs, Hangul syllables and full-width forms, each of them alone. */
const wide = /^[\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60]$/;

/**
 * A line of styled text as the cells it takes; null when it has control sequences that are no looks. Those of the newest
 * lines are remembered: of a shown frame, and of the texts it was made of.
 */
export const rowCells = rememberTexts(read, 128);

function read(line: string): RowCells | null {
  const cells: Cell[] = [];
  let certain = Number.POSITIVE_INFINITY;
  let look = plain;
  for (const [index, part] of line.replaceAll(toColumn, '').split(sgr).entries()) {
    if (index % 2 === 1) {
      const next = lookAfter(look, part);
      if (next === null) return null;
      look = next;
    } else if (isNarrow(part)) {
      for (const text of part) cells.push({ text, look });
    } else {
      if (control.test(part)) return null;
      for (const { segment } of graphemesOf(part)) {
        const width = stringWidth(segment);
        // A terminal may put it onto the character before it, as a mark.
        if (isDoubtful(segment)) certain = Math.min(certain, startOf(cells, cells.length - 1));
        cells.push({ text: segment, look });
        for (let half = 1; half < width; half += 1) cells.push({ text: '', look });
      }
    }
  }
  return { cells, certain, endLook: look };
}

/** Whether terminals disagree about how many cells a character takes. */
export const isDoubtful = (character: string): boolean => !isNarrow(character) && !wide.test(character);

/** The column in which the character begins that stands in this column. */
export function startOf(cells: readonly Cell[], column: number): number {
  let start = column;
  while (start > 0 && cells[start]?.text === '') start -= 1;
  return Math.max(0, start);
}

export const isSameCell = (a: Cell, b: Cell): boolean =>
  a.text === b.text && (isSameLook(a.look, b.look) || isSameLook(a.look, lookToWrite(b, a.look)));

/** The look to write a cell in: of an empty one only the ground is seen, so that the rest may stay as it is. */
export function lookToWrite({ text, look }: Cell, now: Look): Look {
  if (text !== ' ' || isSeenOnBlank(look)) return look;
  return { ...(isSeenOnBlank(now) ? plain : now), background: look.background };
}

/** Underline, inverse and struck out show on an empty cell. */
export const isSeenOnBlank = ({ attributes }: Look): boolean => /[479]/.test(attributes);
