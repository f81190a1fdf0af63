import { StringDecoder } from 'node:string_decoder';

/** Nothing that the program prints is longer, names of processes and `who` with a long host included. */
const longestLine = 1_024;

export type LineSplitter = {
  /** The lines that a chunk has completed. One that is too long is left out, and kept nowhere meanwhile. */
  readonly push: (chunk: Buffer) => readonly string[];
  /** Lines that were left out so far. */
  readonly dropped: () => number;
};

export function createLineSplitter(): LineSplitter {
  const decoder = new StringDecoder('utf8');
  let begun = '';
  let isTooLong = false;
  let dropped = 0;
  return {
    dropped: () => dropped,
    push: (chunk) => {
      const pieces = decoder.write(chunk).split('\n');
      const last = pieces.pop() ?? '';
      const lines: string[] = [];
      for (const piece of pieces) {
        if (isTooLong || begun.length + piece.length > longestLine) dropped += 1;
        else lines.push(begun + piece);
        begun = '';
        isTooLong = false;
      }
      isTooLong ||= begun.length + last.length > longestLine;
      begun = isTooLong ? '' : begun + last;
      return lines;
    },
  };
}
