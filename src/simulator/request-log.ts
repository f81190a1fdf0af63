import type { RequestEntry } from './types.ts';

export type RequestLog = {
  readonly add: (entry: RequestEntry) => void;
  readonly all: () => readonly RequestEntry[];
};

/** Keeps the newest `bound` entries. */
export const createRequestLog = (bound: number): RequestLog => {
  let entries: RequestEntry[] = [];
  return {
    add(entry) {
      entries.push(entry);
      // Trimmed only at twice the bound, so that adding stays cheap.
      if (entries.length >= bound * 2) entries = entries.slice(-bound);
    },
    all: () => entries.slice(-bound),
  };
};
