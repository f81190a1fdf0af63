import { expect, test } from 'vitest';
import { followJournal } from '../../src/dashboard/follow-journal.ts';
import type { IntentEntry } from '../../src/journal/entry.ts';
import { openJournal } from '../../src/journal/open-journal.ts';
import type { ServerStatus } from '../../src/model/status.ts';
import { createFleetStore } from '../../src/store/fleet-store.ts';
import { serversListed, testIdentity } from '../support/fleet.ts';
import { testServer } from '../support/resources.ts';
import { makeFolder } from '../support/run-fleetop.ts';

const begin = Date.parse('2026-11-01T12:00:00Z');
const actor = { user: 'ann', host: 'here', pid: 1, processStart: null };

/** A dashboard that sees a server run; what is in the journal by then is told before it is seen to be off. */
function watch() {
  const folder = makeFolder();
  const { fleet, emit } = createFleetStore([testIdentity('sparrow')]);
  const journal = openJournal(
    folder,
    () => begin,
    () => {},
  );
  const followed = followJournal(emit, { journal, actor }, () => null);
  const see = (status: ServerStatus, second: number) =>
    followed(serversListed('sparrow', [testServer({ id: 's1', status })], begin + second * 1_000));
  see('running', 0);
  see('running', 60);
  return {
    fleet,
    see,
    told: () => fleet.getState().alerts.events.map(({ type, kind }) => `${kind} ${type}`),
    stop: (given: Partial<IntentEntry>, ok: boolean | null) => {
      const intent: IntentEntry = {
        v: 1,
        type: 'intent',
        id: 'x1',
        at: new Date(begin + 65_000).toISOString(),
        ...actor,
        provider: 'sparrow',
        target: 'sparrow/s1',
        name: 'web-01',
        action: 'stop',
        parameters: {},
        stateBefore: 'running',
        ...given,
      };
      const other = openJournal(
        folder,
        () => begin,
        () => {},
      );
      other.append(intent);
      const rest = {
        status: 200,
        message: 'stop initiated',
        stateAfter: null,
        durationMs: 5,
        deploymentId: null,
      };
      other.append({ ...intent, ...rest, type: 'outcome', ok });
    },
  };
}

test.each([
  { name: 'another fleetop', given: { pid: 2 } },
  { name: 'an earlier one of the same process id', given: { processStart: '4711' } },
])('a stop that $name was told to do is no trouble, and stands in Activity', ({ given }) => {
  const { fleet, see, told, stop } = watch();
  stop(given, true);
  for (const second of [75, 90, 105, 120]) see('stopped', second);
  expect(told()).toEqual([]);
  expect([...fleet.getState().actions.values()]).toMatchObject([
    { ref: 'sparrow/s1', verb: 'stop', phase: 'accepted', message: 'stop initiated' },
  ]);
});

test.each([
  { name: 'nobody here was told to do', given: null, ok: true },
  { name: 'was refused to another fleetop', given: { pid: 2 }, ok: false },
  { name: 'was about another server', given: { pid: 2, target: 'sparrow/s2' }, ok: true },
])('a stop that $name is told', ({ given, ok }) => {
  const { see, told, stop } = watch();
  if (given !== null) stop(given, ok);
  for (const second of [75, 90, 105]) see('stopped', second);
  expect(told()).toEqual(['stopped raised']);
});

test('what this fleetop wrote itself is not told a second time', () => {
  const { fleet, see, stop } = watch();
  stop({}, true);
  see('stopped', 75);
  expect(fleet.getState().actions.size).toBe(0);
});
