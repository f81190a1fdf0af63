import { cells } from '../../format/fit.ts';
import { graphemesOf } from '../../model/graphemes.ts';

/** A text in lines of at most `width` cells, broken at spaces, and within a word where it is longer than a line. */
export function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let current = '';
  const put = (piece: string) => {
    if (current !== '') lines.push(current);
    current = piece;
  };
  for (const word of text.split(' ')) {
    if (current !== '' && cells(`${current} ${word}`) <= width) current = `${current} ${word}`;
    else for (const piece of piecesOf(word, Math.max(1, width))) put(piece);
  }
  return current === '' && lines.length > 0 ? lines : [...lines, current];
}

function piecesOf(word: string, width: number): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const { segment } of graphemesOf(word)) {
    if (piece !== '' && cells(piece + segment) > width) {
      pieces.push(piece);
      piece = '';
    }
    piece += segment;
  }
  return [...pieces, piece];
}
