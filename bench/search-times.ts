import { parseLogSearch } from '../src/logs/log-filter.ts';
import type { LogEntry } from '../src/model/log-line.ts';
import { createLogRing } from '../src/store/log-ring.ts';
import { createLogRows } from '../src/store/log-rows.ts';
import { type Figure, figure } from './figure.ts';
import { median } from './statistics.ts';

const lines = 100_000;
/** As the dashboard does. */
const sliceMs = 6;
const runs = 11;
const searches = { text: 'cart 404', regex: '/page=[35] 200 17\\d/', level: 'level:error' } as const;

/** Through a full buffer, to its last row: the whole time, and the longest time that nothing else could run. */
export function searchTimes(): readonly Figure[] {
  const ring = createLogRing();
  ring.insert(Array.from({ length: lines }, (_, index) => entryOf(index)));
  return Object.entries(searches).flatMap(([name, text]) => {
    const matches = parseLogSearch(text);
    if (!matches.ok) throw new Error(matches.problem.message);
    const wholes: number[] = [];
    const longest: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      const rows = createLogRows(ring, () => performance.now());
      rows.look({ matches: matches.value, isFilter: true, neighbours: 0 });
      const startedAt = performance.now();
      let [isDone, piece] = [false, startedAt];
      const pieces: number[] = [];
      while (!isDone) {
        isDone = rows.update(sliceMs);
        pieces.push(performance.now() - piece);
        piece = performance.now();
      }
      wholes.push(performance.now() - startedAt);
      longest.push(Math.max(...pieces));
    }
    return [
      figure(`log-search-${name}`, median(wholes), 'ms', { bar: 100 }),
      figure(`log-search-${name}-piece`, median(longest), 'ms', { bar: 16 }),
    ];
  });
}

function entryOf(index: number): LogEntry {
  const line =
    index % 97 === 0
      ? `ERROR upstream timed out after 5000 ms: GET /cart/${index}`
      : `GET /products/${index}?page=${index % 7} 200 ${index % 180}ms "Mozilla/5.0 (X11; Linux x86_64)"`;
  return { at: index, orderAt: index, line, deploymentId: null, source: 'runtime', ref: 'a/1', kind: 'line' };
}
