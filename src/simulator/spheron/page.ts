import { countParam } from '../http/body.ts';

/** The part of a list that `skip` and `limit` (10 when left out; no maximum is known) ask for. */
export const pageOf = <T>(items: readonly T[], query: URLSearchParams): readonly T[] => {
  const skip = countParam(query, 'skip', 0);
  return items.slice(skip, skip + countParam(query, 'limit', 10));
};
