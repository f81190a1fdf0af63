import { expect, test } from 'vitest';
import { serversListed, testIdentity } from '../support/fleet.ts';
import { testServer } from '../support/resources.ts';
import { openScreen, type ScreenOptions, screenTime } from '../support/screen.ts';

const minute = 60_000;

const openIdle = async (view: ScreenOptions['view'] = {}) => {
  const screen = await openScreen({
    providers: [testIdentity('sparrow')],
    events: [serversListed('sparrow', [testServer({ actions: ['reboot'] })])],
    view: { lockWhenIdleMs: 15 * minute, ...view },
  });
  await screen.waitFor(/web-01/);
  return { ...screen, pass: (ms: number) => screen.view.setState({ now: screenTime + ms }) };
};

test('after the configured time without a key writes lock, and W unlocks', async () => {
  const screen = await openIdle();
  screen.pass(15 * minute - 1_000);
  expect(screen.view.getState().isLocked).toBe(false);
  screen.pass(15 * minute);
  await screen.waitFor(/LOCKED/);
  expect(screen.text()).toMatch(/Locked: no key for 15m. W unlocks/);
  expect(screen.asked).toEqual(['lock true']);
  screen.press('W');
  await screen.waitFor((text) => !/LOCKED/.test(text));
  expect(screen.asked).toEqual(['lock true', 'lock false']);
});

test('a question that is open goes with it', async () => {
  const screen = await openIdle();
  screen.press('R');
  await screen.waitFor(/Confirm/);
  screen.pass(20 * minute);
  await screen.waitFor((text) => /LOCKED/.test(text) && !/Confirm/.test(text));
});

test('without the setting nothing locks', async () => {
  const screen = await openIdle({ lockWhenIdleMs: null });
  screen.pass(1_000 * minute);
  await screen.waitFor(/web-01/);
  expect(screen.view.getState().isLocked).toBe(false);
});
