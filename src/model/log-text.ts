import { plainText } from './text.ts';

/** Colours and other looks (SGR), as sent or already made visible: programs put them into logs, and they carry no word. */
const looks = /[\p{Cc}␛]\[[0-9;:]*m/gu;

const lineEnd = /\r\n|\r|\n|␍␊|␍|␊/u;

/** Most lines are no more than this, and then there is nothing to be done to them. */
const printableAscii = /^[\x20-\x7e]*$/;

/**
 * The lines of a text that a program printed, as plain text without its colours. A line end at the very end of the
 * text begins no further line.
 */
export function logLines(text: string): readonly string[] {
  if (printableAscii.test(text)) return [text];
  const lines = text.split(lineEnd);
  if (lines.length > 1 && lines.at(-1) === '') lines.pop();
  const isWhole = lines.length === 1;
  return lines.map((line) => {
    const plain = plainText(line.replace(looks, ''));
    return isWhole ? plain : detached(plain);
  });
}

/** A copy of its own: a piece of a text is kept by the engine as a window on the whole, which it would keep alive. */
const detached = (text: string): string => ` ${text}`.slice(1);
