import { expect, onTestFinished, test } from 'vitest';
import type { WebhookRefusals } from '../../src/model/webhook.ts';
import { tellRefusals } from '../../src/webhooks/tell-refusals.ts';
import { createManualClock } from '../support/manual-clock.ts';

function listen() {
  const clock = createManualClock();
  const told: WebhookRefusals[] = [];
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  const refused = tellRefusals(clock, (refusals) => void told.push(refusals), stop.signal);
  return { clock, told, refused };
}

test('what is refused is told with its count and the last reason, seldom however much comes', async () => {
  const { clock, told, refused } = listen();
  refused('accepted');
  await clock.advance(1_000);
  expect(told).toEqual([]);
  refused('wrong path');
  await clock.advance(1_000);
  expect(told).toMatchObject([
    { message: '1 refused, the last wrong path: 1 wrong path', isAtAddress: false },
  ]);
  for (let count = 0; count < 500; count += 1) {
    refused('badly signed');
    await clock.advance(20);
  }
  expect(told).toHaveLength(2);
  await clock.advance(20_000);
  expect(told.at(-1)).toMatchObject({
    message: '501 refused, the last badly signed: 1 wrong path, 500 badly signed',
    isAtAddress: true,
  });
  const { length } = told;
  await clock.advance(60_000);
  expect(told).toHaveLength(length);
});
