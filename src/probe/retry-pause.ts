import type { ProbeFaultKind } from '../model/probe-state.ts';
import { isPassing } from './fault.ts';

const firstMs = 2_000;
const longestMs = 5 * 60_000;
/** What does not pass by itself is only looked at from time to time: asking often looks like an attack. */
const leastUnlessPassingMs = 2 * 60_000;

/** Wait before the next attempt after `failures` in a row, in ms: doubling; up to half of it is taken off by chance. */
export function retryPauseMs(kind: ProbeFaultKind, failures: number, random: () => number): number {
  const doubled = Math.min(longestMs, firstMs * 2 ** Math.min(failures - 1, 16));
  const base = isPassing(kind) ? doubled : Math.max(doubled, 2 * leastUnlessPassingMs);
  return base * (0.5 + random() / 2);
}
