import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createHistories, type Histories } from '../src/store/histories.ts';
import type { Bench } from './bench.ts';
import { figure } from './figure.ts';

const servers = 10_000;
/** Readings of each: more than what is kept whole, so that every ring is full. */
const readings = 200;
const everyMs = 60_000;

/** What the history of one server takes, and what one more reading costs, with 10,000 of them. */
export const metricsMemory: Bench = async () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const refs = Array.from({ length: servers }, (_, index) => `cyber/${index}`);
  collect();
  const before = used();
  let histories = createHistories();
  for (let round = 0; round < readings - 1; round += 1) histories = readAll(histories, refs, round);
  const startedAt = performance.now();
  histories = readAll(histories, refs, readings - 1);
  const perReadingUs = ((performance.now() - startedAt) / servers) * 1_000;
  collect();
  const bytes = (used() - before) / histories.byRef.size;
  return [
    figure('metrics-memory-per-server', bytes, 'bytes', { bar: 8_192, aim: 5_120 }),
    figure('metrics-reading', perReadingUs, 'µs', { bar: 100, aim: 10 }),
  ];
};

const used = (): number => {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};

const readAll = (histories: Histories, refs: readonly string[], round: number): Histories =>
  refs.reduce(
    (next, ref, index) =>
      next.add(ref, {
        cpuPercent: (index + round * 7) % 100,
        memoryPercent: (index + round) % 100,
        memoryUsedBytes: index,
        memoryTotalBytes: 1e9,
        diskReadBytes: round,
        diskWriteBytes: round,
        networkInBytes: round,
        networkOutBytes: round,
        uptimeSeconds: round,
        source: 'api',
        observedAt: round * everyMs,
      }),
    histories,
  );
