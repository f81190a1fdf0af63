import { graphemesOf } from '../model/graphemes.ts';
import { cells } from './fit.ts';

const ascii = /^[\x20-\x7e]*$/;

/** A text in two: what fits into `width` cells, and the rest; never half of a wide character. */
export function splitCells(text: string, width: number): readonly [head: string, rest: string] {
  if (ascii.test(text)) return [text.slice(0, Math.max(0, width)), text.slice(Math.max(0, width))];
  let at = 0;
  let left = width;
  for (const { segment } of graphemesOf(text)) {
    left -= cells(segment);
    if (left < 0) break;
    at += segment.length;
  }
  return [text.slice(0, at), text.slice(at)];
}
