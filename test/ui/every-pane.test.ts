import { describe, expect, test } from 'vitest';
import { inputOf } from '../../scripts/key-input.ts';
import { commands } from '../../src/commands/catalog.ts';
import { worksIn } from '../../src/commands/command.ts';
import type { FleetEvent } from '../../src/model/fleet-event.ts';
import { paneIds, type ViewState } from '../../src/store/view-state.ts';
import { appsListed, billingRead, serversListed, testBilling, testIdentity } from '../support/fleet.ts';
import { testApp, testMetrics, testServer } from '../support/resources.ts';
import { openScreen, screenTime, type TestScreen } from '../support/screen.ts';

/** What ends the dashboard, or is the terminal's alone: tested where there is one. */
const ofTheTerminal = new Set(['quit', 'quit.now', 'suspend', 'redraw']);

/** Two of each: there is something to move to, to sort and to filter. */
const events: readonly FleetEvent[] = [
  serversListed('sparrow', [
    testServer({ id: '1', name: 'web-1', actions: ['stop', 'shutdown', 'reboot'] }),
    testServer({ id: '2', name: 'web-2' }),
  ]),
  appsListed('sparrow', [
    testApp({ id: '3', name: 'shop', actions: ['deploy'] }),
    testApp({ id: '4', name: 'blog' }),
  ]),
  ...['1', '2'].map(
    (id): FleetEvent => ({
      type: 'metrics-read',
      ref: `sparrow/${id}`,
      metrics: testMetrics({ cpuPercent: Number(id), memoryPercent: 5, observedAt: screenTime }),
    }),
  ),
  billingRead(testBilling({ balance: { amount: '9.00', currency: 'USD' } })),
  billingRead(testBilling({ provider: 'cyber', balance: { amount: '7.00', currency: 'USD' } })),
  {
    type: 'probes-reported',
    at: screenTime,
    reports: ['1', '2'].map((id) => ({
      ref: `sparrow/${id}`,
      state: { phase: 'connected', since: screenTime, badLines: 0 },
      metrics: null,
      logins: [
        {
          ref: `sparrow/${id} ops`,
          server: `sparrow/${id}`,
          provider: 'sparrow',
          name: `web-${id}`,
          user: 'ops',
          terminal: 'pts/0',
          from: null,
          since: null,
          idleSeconds: null,
        },
      ],
      isProtected: false,
    })),
  },
  ...['1', '2'].map(
    (id): FleetEvent => ({
      type: 'action-changed',
      action: {
        id,
        provider: 'sparrow',
        ref: `sparrow/${id}`,
        name: `web-${id}`,
        verb: 'reboot',
        startedAt: screenTime - Number(id),
        endedAt: screenTime,
        settledMs: null,
        phase: 'done',
        message: 'done',
      },
    }),
  ),
];

/** What an operator can see of the view, the sentence in the footer among it. */
const seen = ({ now: _, marks, ...view }: ViewState): string => JSON.stringify([view, [...marks]]);

/** Presses a command's first key and says whether anything came of it that shows. */
async function hasAnswer(screen: TestScreen, key: string): Promise<boolean> {
  const before = seen(screen.view.getState());
  const asked = screen.asked.length;
  for (const part of key.split(' ')) screen.press(inputOf(part));
  return screen
    .waitFor(() => seen(screen.view.getState()) !== before || screen.asked.length > asked)
    .then(() => true)
    .catch(() => false);
}

describe('in every pane', () => {
  test.each(paneIds)('%s, each key that works there does something, or says why not', async (pane) => {
    const screen = await openScreen({
      columns: 120,
      rows: 40,
      providers: [testIdentity('sparrow'), testIdentity('cyber')],
      events,
      view: { pane, isProbing: true },
    });
    await screen.waitFor(/fleetop/);
    const start = screen.view.getState();
    const silent: string[] = [];
    for (const command of commands) {
      const [key] = command.keys;
      if (key === undefined || !worksIn(command, pane) || ofTheTerminal.has(command.id)) continue;
      // Where one is already there is no way to; and Logs has no lines here: its own tests move along them.
      if (command.id === `pane.${pane}` || (pane === 'logs' && /^(move|logs|details)\./.test(command.id)))
        continue;
      // At an end there is nowhere to go on to: each direction begins in the middle or at the other end.
      const isUp = /^move\.(up|pageUp|halfUp|first)$/.test(command.id);
      const cursor = { key: null, index: isUp ? 1 : 0, top: 0 };
      screen.view.setState(
        {
          ...start,
          notice: null,
          pressed: '',
          overlay: null,
          isZoomed: command.id === 'back',
          prompt: null,
          previous: { pane: 'apps', isZoomed: true, scope: null },
          cursors: { ...start.cursors, [pane]: cursor },
          pane,
        },
        true,
      );
      if (!(await hasAnswer(screen, key))) silent.push(`${key}: ${command.id}`);
    }
    expect(silent).toEqual([]);
  });
});
