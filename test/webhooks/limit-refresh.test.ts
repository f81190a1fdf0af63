import { expect, test } from 'vitest';
import { limitRefresh } from '../../src/webhooks/limit-refresh.ts';
import { createManualClock } from '../support/manual-clock.ts';

test('a refresh at once, and what follows too soon as one, later; each provider for itself', async () => {
  const clock = createManualClock();
  const leaving = new AbortController();
  const done: (readonly [provider: string, at: number])[] = [];
  const wish = limitRefresh(clock, (provider) => done.push([provider, clock.elapsed()]), leaving.signal);
  for (let turn = 0; turn < 50; turn += 1) wish('wares');
  wish('cyber');
  expect(done).toEqual([
    ['wares', 0],
    ['cyber', 0],
  ]);
  await clock.advance(9_999);
  expect(done).toHaveLength(2);
  await clock.advance(60_000);
  expect(done.slice(2)).toEqual([['wares', 10_000]]);
  wish('wares');
  wish('wares');
  leaving.abort();
  await clock.advance(60_000);
  expect(done.slice(3)).toEqual([['wares', 69_999]]);
});
