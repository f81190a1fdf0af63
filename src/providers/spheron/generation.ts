import type { Problem } from '../../model/problem.ts';
import type { Result } from '../../model/result.ts';

/** Two spellings of the compute API are on one host: `compute-instance` (2024) and `cluster-instance` (2023). */
export type Generation = 'newer' | 'older';

export type Generations = {
  /** Asks in the spelling that answered before; else in the newer, and in the older after a 404 or 405. */
  readonly ask: <T>(call: (generation: Generation) => Promise<Result<T>>) => Promise<Result<T>>;
};

export function createGenerations(): Generations {
  let known: Generation | null = null;
  return {
    ask: async (call) => {
      const first = await call(known ?? 'newer');
      if (first.ok) known ??= 'newer';
      if (first.ok || known !== null || !isAbsent(first.problem)) return first;
      const second = await call('older');
      if (second.ok) known = 'older';
      return second.ok || !isAbsent(second.problem) ? second : first;
    },
  };
}

/** There is no such path or resource: nothing happened. */
const isAbsent = ({ status }: Problem): boolean => status === 404 || status === 405;
