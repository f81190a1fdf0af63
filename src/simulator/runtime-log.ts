import { cycle, hash, type NonEmpty, unit } from './random.ts';

/** One line a running app printed, at epoch ms. */
export type RuntimeLine = { readonly at: number; readonly line: string };

const slotMs = 900;
const paths: NonEmpty<string> = [
  '/',
  '/products',
  '/products/4711',
  '/cart',
  '/api/session',
  '/api/search?q=lamp',
  '/assets/app.css',
  '/healthz',
];

/**
 * What an app printed after `from` up to `to` (epoch ms). Every slot of time has its own line or none, decided by
 * the seed alone, so that any part of the past can be told again.
 */
export const runtimeLines = (seed: number, from: number, to: number): readonly RuntimeLine[] => {
  const lines: RuntimeLine[] = [];
  for (let slot = Math.floor(from / slotMs); slot * slotMs <= to; slot += 1) {
    if (unit(seed, slot) < 0.45) continue;
    const at = Math.floor((slot + 0.9 * unit(seed ^ 0x5bd1, slot)) * slotMs);
    if (at > from && at <= to) lines.push({ at, line: lineOf(seed, slot) });
  }
  return lines;
};

/** The text of slot `slot` of a seed's log. */
export const lineOf = (seed: number, slot: number): string => {
  const chance = unit(seed ^ 0x27d4, slot);
  const path = cycle(paths, hash(seed, slot));
  const took = Math.round(3 + 180 * unit(seed ^ 0x1656, slot) ** 3);
  if (chance > 0.985) return `ERROR upstream timed out after 5000 ms: GET ${path}`;
  if (chance > 0.96) return `WARN slow query (${took + 400} ms): select * from orders where customer = $1`;
  if (chance > 0.93) return `{"level":"info","msg":"cache refreshed","keys":${took * 7},"ms":${took}}`;
  const status = chance > 0.9 ? 404 : chance > 0.82 ? 304 : 200;
  return `GET ${path} ${status} ${took}ms`;
};
