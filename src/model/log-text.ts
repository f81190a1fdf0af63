import { plainText } from './text.ts';

/** Colours and other looks (SGR), as sent or already made visible: programs put them into logs, and they carry no word. */
const looks = /[\p{Cc}␛]\[[0-9;:]*m/gu;

const lineEnd = /\r\n|\r|\n|␍␊|␍|␊/u;

/**
 * The lines of a text that a program printed, as plain text without its colours. A line end at the very end of the
 * text begins no further line.
 */
export function logLines(text: string): readonly string[] {
  const lines = text.split(lineEnd);
  if (lines.length > 1 && lines.at(-1) === '') lines.pop();
  return lines.map((line) => plainText(line.replace(looks, '')));
}
