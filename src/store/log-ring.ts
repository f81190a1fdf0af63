import type { LogLine } from '../model/log-line.ts';

/** The newest lines of a log, bounded by number and by size. */
export type LogRing = {
  readonly push: (lines: readonly LogLine[]) => void;
  readonly clear: () => void;
  readonly length: () => number;
  /** Lines `from` to `to` (exclusive), counted from the oldest kept. */
  readonly slice: (from: number, to: number) => readonly LogLine[];
  /** How many were dropped to stay inside the bounds. */
  readonly dropped: () => number;
};

const maxLines = 100_000;
const maxCharacters = 32 * 1024 * 1024;
/** Dropping happens in lots: a shift for each line would copy the whole buffer each time. */
const lot = 0.1;

export function createLogRing(limits = { lines: maxLines, characters: maxCharacters }): LogRing {
  let kept: LogLine[] = [];
  let characters = 0;
  let dropped = 0;
  const trim = () => {
    if (kept.length <= limits.lines && characters <= limits.characters) return;
    let drop = Math.max(0, kept.length - Math.floor(limits.lines * (1 - lot)));
    let freed = 0;
    for (let index = 0; index < drop; index += 1) freed += kept[index]?.line.length ?? 0;
    while (drop < kept.length - 1 && characters - freed > limits.characters * (1 - lot)) {
      freed += kept[drop]?.line.length ?? 0;
      drop += 1;
    }
    kept = kept.slice(drop);
    characters -= freed;
    dropped += drop;
  };
  return {
    push: (lines) => {
      for (const line of lines) {
        kept.push(line);
        characters += line.line.length;
      }
      trim();
    },
    clear: () => {
      kept = [];
      characters = 0;
      dropped = 0;
    },
    length: () => kept.length,
    slice: (from, to) => kept.slice(Math.max(0, from), Math.max(0, to)),
    dropped: () => dropped,
  };
}
