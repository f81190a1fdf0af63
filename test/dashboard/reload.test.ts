import { expect, test } from 'vitest';
import { createFastClock } from '../support/fast-clock.ts';
import { startSparrow, three } from '../support/moving-sparrow.ts';
import { makeFolder, writeConfig } from '../support/run-fleetop.ts';
import { openWholeDashboard } from '../support/whole-dashboard.ts';

test('the rows of a provider shown alone are there under its new name', async () => {
  const { config: text } = await startSparrow(three());
  const home = makeFolder();
  const config = writeConfig(home, text);
  const dashboard = openWholeDashboard({ config, home, clock: createFastClock(20) });
  await dashboard.waitFor(/Servers 1\/3/);
  dashboard.press('@');
  await dashboard.waitFor(/@sparrow/);
  writeConfig(home, text.replace('name: sparrow', 'name: swift'));
  await dashboard.waitFor((shown) => /● swift/.test(shown) && /Servers 1\/3/.test(shown));
  // Back to the view of before, and there to one pane.
  dashboard.press('-+');
  const zoomed = await dashboard.waitFor((shown) => !/2 Apps/.test(shown));
  expect(zoomed).toMatch(/Servers 1\/3/);
  expect(zoomed).not.toMatch(/@sparrow/);
  expect(await dashboard.leave()).toBe(0);
});
