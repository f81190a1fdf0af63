import type { Problem } from '../model/problem.ts';
import type { Result } from '../model/result.ts';
import type { Listing } from './provider.ts';

/**
 * One of the lists that a provider's apps are read from. A reading that fails is a problem beside the other lists, and
 * its rows stay what they were: left out, they would look as if they had been deleted.
 */
export function createKeptList<T>(what: string): (read: Result<Listing<T>>) => Listing<T> {
  let known: readonly T[] | null = null;
  return (read) => {
    if (!read.ok) return { items: known ?? [], problems: [toldOf(read.problem, what, known !== null)] };
    known = read.value.items;
    return read.value;
  };
}

const toldOf = (found: Problem, what: string, isKept: boolean): Problem => ({
  ...found,
  message: `${what} ${isKept ? 'are shown as they were' : 'cannot be read'}: ${found.message}`,
});
