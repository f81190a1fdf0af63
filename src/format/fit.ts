import stringWidth from 'string-width';
import { graphemesOf } from '../model/graphemes.ts';
import { isNarrow } from '../model/narrow-text.ts';

/** Cells a text takes on the screen. */
export const cells = (text: string): number => (isNarrow(text) ? text.length : stringWidth(text));

/** The text cut to `width` cells, with `…` where something is missing; never half of a wide character. */
export function cut(text: string, width: number): string {
  if (width <= 0) return '';
  if (isNarrow(text)) return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
  if (mayFit(text, width) && stringWidth(text) <= width) return text;
  let kept = '';
  let used = 0;
  for (const { segment } of graphemesOf(text)) {
    const next = used + stringWidth(segment);
    if (next > width - 1) break;
    kept += segment;
    used = next;
  }
  return `${kept}…`;
}

/** The texts cut to `width` cells each; those that would look the same then keep their ends too. */
export function cutApart(texts: readonly string[], width: number): readonly string[] {
  const plain = texts.map((text) => cut(text, width));
  return plain.map((shown, at) => {
    const text = texts[at] ?? '';
    const isAlone = plain.indexOf(shown) === plain.lastIndexOf(shown);
    return isAlone || shown === text ? shown : cut(text, width - endCells) + lastCells(text, endCells);
  });
}

/** The text cut in its middle to `width` cells: names that begin alike often end otherwise. */
export const cutMiddle = (text: string, width: number): string =>
  cells(text) <= width || width < leastMiddle
    ? cut(text, width)
    : cut(text, width - endCells) + lastCells(text, endCells);

/** Below this neither part would tell anything. */
const leastMiddle = 8;

/** Cells of a text's end that tell it from another which begins like it. */
const endCells = 4;

/** More UTF-16 units than any cell holds: of a text of any length only so much of its end is looked at. */
const unitsPerCell = 16;

/** A long text is not measured to its end for being too wide. */
const mayFit = (text: string, width: number): boolean => text.length <= width * unitsPerCell;

/** The end of a text, as much of it as `width` cells hold. */
export function lastCells(text: string, width: number): string {
  if (width <= 0) return '';
  if (isNarrow(text)) return text.slice(-width);
  const end = [...graphemesOf(text.slice(-width * unitsPerCell))].map(({ segment }) => segment);
  let kept = '';
  let used = 0;
  for (const segment of end.toReversed()) {
    used += stringWidth(segment);
    if (used > width) break;
    kept = segment + kept;
  }
  return kept;
}

/** The last part of a text that fits, with `…` where something is missing before it. */
export const tailOf = (text: string, width: number): string =>
  mayFit(text, width) && cells(text) <= width ? text : `…${lastCells(text, width - 1)}`;

/** The text in exactly `width` cells. */
export function fitTo(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  if (text.length <= width && isNarrow(text))
    return align === 'left' ? text.padEnd(width) : text.padStart(width);
  const shown = cut(text, width);
  const padding = ' '.repeat(Math.max(0, width - cells(shown)));
  return align === 'left' ? shown + padding : padding + shown;
}
