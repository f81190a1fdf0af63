import { expect, onTestFinished, test } from 'vitest';
import type { ActionRecord } from '../../src/model/fleet-event.ts';
import { createFleetStore } from '../../src/store/fleet-store.ts';
import { initialView, type ViewState } from '../../src/store/view-state.ts';
import { createViewStore } from '../../src/store/view-store.ts';
import { tick } from '../../src/ui/effects/tick.ts';
import { createManualClock } from '../support/manual-clock.ts';

const action: ActionRecord = {
  id: '1',
  provider: 'sparrow',
  ref: 'sparrow/1',
  name: 'web-1',
  verb: 'reboot',
  startedAt: 0,
  endedAt: null,
  settledMs: null,
  phase: 'following',
  message: 'stopping',
};

/** How often the time moves in ten seconds, the newest key so long ago. */
async function movesIn({ keyAgoMs = 60_000, view: given = {} as Partial<ViewState>, isActing = false }) {
  const clock = createManualClock();
  const { fleet, emit } = createFleetStore();
  const view = createViewStore({ ...initialView(120, 40, clock.now(), null), ...given });
  const stopping = new AbortController();
  onTestFinished(() => stopping.abort());
  const lastKeyAt = clock.now() - keyAgoMs;
  if (isActing) emit({ type: 'action-changed', action });
  let moves = 0;
  view.subscribe(() => {
    moves += 1;
  });
  void tick({ view, fleet, clock, lastKeyAt: () => lastKeyAt, signal: stopping.signal });
  await clock.advance(10_000);
  return moves;
}

test('the time moves every second while somebody looks or something is counted, else every other', async () => {
  expect(await movesIn({})).toBe(5);
  expect(await movesIn({ keyAgoMs: -5_000 })).toBe(10);
  expect(await movesIn({ isActing: true })).toBe(10);
  expect(await movesIn({ view: { isProbing: true } })).toBe(10);
  expect(await movesIn({ view: { overlay: { type: 'palette', search: '', index: 0, top: 0 } } })).toBe(10);
});
