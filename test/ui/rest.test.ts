import { expect, test } from 'vitest';
import { openScreen, screenTime } from '../support/screen.ts';

const second = 1_000;
const minute = 60 * second;

test('a rest begins 20 seconds after the last key, and is told of again every ten minutes', async () => {
  let told = 0;
  const screen = await openScreen({ providers: [], onRest: () => (told += 1) });
  await screen.waitFor(/Servers/);
  const rests = (ms: number) => {
    screen.view.setState({ now: screenTime + ms });
    return told;
  };
  expect(rests(19 * second)).toBe(0);
  expect(rests(20 * second)).toBe(1);
  expect(rests(21 * second)).toBe(1);
  expect(rests(10 * minute + 19 * second)).toBe(1);
  expect(rests(10 * minute + 20 * second)).toBe(2);
});
