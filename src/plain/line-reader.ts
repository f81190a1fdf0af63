import { createInterface } from 'node:readline';

export type LineReader = {
  /** The next line; null at the end of the input. */
  readonly next: () => Promise<string | null>;
  /** As `next`, but what was typed before it was asked for is no answer; an empty one at the end. */
  readonly answer: () => Promise<string>;
  readonly close: () => void;
};

/** Lines from the terminal, edited by the terminal itself: nothing is drawn. */
export function createLineReader(input: NodeJS.ReadableStream): LineReader {
  const lines = createInterface({ input, terminal: false });
  let waiting: ((line: string | null) => void) | null = null;
  let isOver = false;
  let early: string[] = [];
  const give = (line: string | null) => {
    const taker = waiting;
    waiting = null;
    if (taker !== null) taker(line);
    else if (line !== null) early.push(line);
  };
  lines.on('line', give);
  lines.on('close', () => {
    isOver = true;
    give(null);
  });
  const next = (): Promise<string | null> => {
    const line = early.shift();
    if (line !== undefined || isOver) return Promise.resolve(line ?? null);
    return new Promise((resolve) => {
      waiting = resolve;
    });
  };
  return {
    next,
    answer: async () => {
      early = [];
      return (await next()) ?? '';
    },
    close: () => lines.close(),
  };
}
