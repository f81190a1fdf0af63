import { writeFileSync } from 'node:fs';

const everyMs = 2;

/**
 * Loaded before the measured program: writes down the longest time between two turns of its event loop, in ms, from
 * when it takes keys on. What comes before blocks nobody.
 */
let longest = 0;
let turnedAt = performance.now();
const timer = setInterval(() => {
  const now = performance.now();
  if (process.stdin.isRaw) longest = Math.max(longest, now - turnedAt - everyMs);
  turnedAt = now;
}, everyMs);
timer.unref();
process.once('exit', () => writeFileSync(process.env['FLEETOP_BENCH_BLOCKS'] ?? '', longest.toFixed(1)));
