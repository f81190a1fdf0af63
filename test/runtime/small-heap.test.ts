import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const module = JSON.stringify(new URL('../../src/runtime/small-heap.ts', import.meta.url).href);

/** A burst of what lives for a while and then does not, as V8 has no reason to give its pages back. */
const code = `
  const { giveMemoryBack } = await import(${module});
  const resident = () => process.memoryUsage.rss() / 2 ** 20;
  const before = resident();
  let kept = [];
  for (let at = 0; at < 1_000_000; at += 1) kept.push({ at, text: 'x' + at });
  kept = [];
  const burst = resident();
  await giveMemoryBack();
  console.log(JSON.stringify({ before, burst, after: resident(), isExposed: 'gc' in globalThis }));
`;

test('gives back what a burst took', async () => {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [
    '--input-type=module',
    '--eval',
    code,
  ]);
  expect(stderr).toBe('');
  const { before, burst, after, isExposed } = JSON.parse(stdout);
  expect(burst - before).toBeGreaterThan(40);
  expect(after - before).toBeLessThan(0.5 * (burst - before));
  expect(isExposed).toBe(false);
});
