import { expect, test } from 'vitest';
import { interestOf } from '../../src/dashboard/interest-of.ts';
import type { FleetEvent } from '../../src/model/fleet-event.ts';
import { createRowSelectors } from '../../src/store/rows.ts';
import { serversListed, testIdentity } from '../support/fleet.ts';
import { testMetrics, testServer } from '../support/resources.ts';
import { openScreen, screenTime } from '../support/screen.ts';

const names = ['calm', 'busy', 'idle'];
const load = { calm: 20, busy: 90, idle: 1 } as const;

const events: readonly FleetEvent[] = [
  serversListed(
    'cyber',
    names.map((name) => testServer({ provider: 'cyber', id: name, name })),
    screenTime,
  ),
  ...Object.entries(load).map(
    ([id, cpuPercent]): FleetEvent => ({
      type: 'metrics-read',
      ref: `cyber/${id}`,
      metrics: testMetrics({ observedAt: screenTime, cpuPercent }),
    }),
  ),
];

async function open(columns: number, rows: number) {
  const screen = await openScreen({ columns, rows, providers: [testIdentity('cyber')], events });
  const selectors = createRowSelectors(screen.view.getState);
  return { screen, interest: () => interestOf(screen.view.getState(), screen.fleet.getState(), selectors) };
}

test('the selected server is the one under the cursor of the focused pane, Live among them', async () => {
  const { screen, interest } = await open(120, 40);
  expect(interest()).toMatchObject({ selected: 'cyber/busy', isComparing: true });
  screen.press('j');
  await screen.waitFor(() => interest().selected === 'cyber/calm');
  screen.press('3');
  await screen.waitFor(() => interest().selected === 'cyber/busy');
  // Busiest first.
  screen.press('j');
  await screen.waitFor(() => interest().selected === 'cyber/calm');
  screen.press('j');
  await screen.waitFor(() => interest().selected === 'cyber/idle');
});

test('rows off the screen are compared while Live is on it, and held against thresholds always', async () => {
  const { screen, interest } = await open(80, 24);
  screen.press('4');
  await screen.waitFor(() => screen.view.getState().pane === 'billing');
  expect(interest()).toMatchObject({ isComparing: false, isWatching: true });
  screen.press('3');
  await screen.waitFor(() => screen.view.getState().pane === 'live');
  expect(interest()).toMatchObject({ isComparing: true, isWatching: true });
});
