import { expect, test } from 'vitest';
import { initialView } from '../../src/store/view-state.ts';
import { createViewStore } from '../../src/store/view-store.ts';
import { watchRest } from '../../src/ui/effects/watch-rest.ts';
import { openScreen, screenTime } from '../support/screen.ts';

const second = 1_000;
const minute = 60 * second;

test('a rest begins ten seconds after the last key, and is told of again every five minutes', async () => {
  let told = 0;
  const screen = await openScreen({ providers: [], onRest: () => (told += 1) });
  await screen.waitFor(/Servers/);
  const rests = (ms: number) => {
    screen.view.setState({ now: screenTime + ms });
    return told;
  };
  expect(rests(9 * second)).toBe(0);
  expect(rests(10 * second)).toBe(1);
  expect(rests(11 * second)).toBe(1);
  expect(rests(5 * minute + 9 * second)).toBe(1);
  expect(rests(5 * minute + 10 * second)).toBe(2);
});

/** When rests are told of, in seconds, of somebody who presses a key in the seconds that are told. */
function restsOf(isPressed: (at: number) => boolean, seconds: number) {
  const stopping = new AbortController();
  const view = createViewStore(initialView(80, 24, 0, null));
  const rests: number[] = [];
  let keyAt = 0;
  let at = 0;
  const pass = () => {
    if (isPressed(at)) keyAt = at * second;
    view.setState({ now: at * second });
  };
  watchRest({ view, lastKeyAt: () => keyAt, onRest: () => rests.push(at), signal: stopping.signal });
  for (; at <= seconds; at += 1) pass();
  stopping.abort();
  at += 3_600;
  pass();
  return rests;
}

test('of somebody who presses a key every few seconds a pause of two will do, every five minutes', () => {
  // One every second for half a minute, then one every three.
  expect(restsOf((at) => at % 60 < 30 || at % 3 === 0, 700)).toEqual([272, 572]);
});

test('of somebody who presses one key a quarter of a minute there is no rest after each', () => {
  expect(restsOf((at) => at % 15 === 0, 100)).toEqual([10, 40, 70, 100]);
});
