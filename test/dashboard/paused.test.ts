import { expect, test } from 'vitest';
import { createFastClock } from '../support/fast-clock.ts';
import { startSparrow, three } from '../support/moving-sparrow.ts';
import { makeFolder, writeConfig } from '../support/run-fleetop.ts';
import { openWholeDashboard } from '../support/whole-dashboard.ts';

test('polling that is paused stays so when the configuration changes', async () => {
  const { config: text } = await startSparrow(three());
  const home = makeFolder();
  const config = writeConfig(home, text);
  const dashboard = openWholeDashboard({ config, home, clock: createFastClock(20) });
  await dashboard.waitFor(/Servers 1\/3/);
  dashboard.press('p');
  await dashboard.waitFor(/PAUSED/);
  writeConfig(home, text.replace('pollInterval: 1s', 'pollInterval: 2s'));
  // Whatever is new is read once, even then.
  await dashboard.waitFor(
    (shown) => /changed configuration is in use/.test(shown) && /● sparrow \ds/.test(shown),
  );
  // What is read every two seconds never gets as old as that.
  await dashboard.waitFor(/● sparrow (\d\ds|\d+m)/);
  expect(await dashboard.leave()).toBe(0);
});
