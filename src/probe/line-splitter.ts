import { StringDecoder } from 'node:string_decoder';

/** Nothing that the program prints is longer, names of processes and `who` with a long host included. */
const longestLine = 1_024;

export type LineSplitter = {
  /** The lines that a chunk has completed; null for one that is too long, which is kept nowhere meanwhile. */
  readonly push: (chunk: Buffer) => readonly (string | null)[];
};

export function createLineSplitter(): LineSplitter {
  const decoder = new StringDecoder('utf8');
  let begun = '';
  let isTooLong = false;
  return {
    push: (chunk) => {
      const pieces = decoder.write(chunk).split('\n');
      const last = pieces.pop() ?? '';
      const lines = pieces.map((piece) => {
        const line = isTooLong || begun.length + piece.length > longestLine ? null : begun + piece;
        begun = '';
        isTooLong = false;
        return line;
      });
      isTooLong ||= begun.length + last.length > longestLine;
      begun = isTooLong ? '' : begun + last;
      return lines;
    },
  };
}
