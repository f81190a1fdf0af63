import { countParam } from '../http/body.ts';

/** The part of `items` a call asks for with `limit` (50, at most 100) and `offset`. */
export const pageOf = <T>(items: readonly T[], query: URLSearchParams) => {
  const limit = Math.min(100, Math.max(1, countParam(query, 'limit', 50)));
  const offset = countParam(query, 'offset', 0);
  const total = items.length;
  return {
    items: items.slice(offset, offset + limit),
    pagination: { limit, offset, total, has_more: offset + limit < total },
  };
};
