import type { Problem } from '../model/problem.ts';

/** One request as `--verbose` shows it: neither headers nor bodies, so never a key. */
export type TraceEntry = {
  readonly provider: string;
  readonly method: string;
  readonly path: string;
  /** Null when no reply came. */
  readonly status: number | null;
  readonly latencyMs: number;
  readonly problem: Problem | null;
};

export type Trace = (entry: TraceEntry) => void;

/** `sparrow GET /api/v1/servers 200 34 ms` */
export const traceLine = (entry: TraceEntry): string => {
  const outcome = entry.status ?? entry.problem?.message ?? 'no reply';
  return `${entry.provider} ${entry.method} ${entry.path} ${outcome} ${Math.round(entry.latencyMs)} ms`;
};
