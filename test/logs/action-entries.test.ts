import { expect, test } from 'vitest';
import { actionEntries } from '../../src/logs/action-entries.ts';
import type { ActionRecord } from '../../src/model/fleet-event.ts';

const record: ActionRecord = {
  id: '1',
  provider: 'pilot',
  ref: 'pilot/app1',
  name: 'blog',
  verb: 'update',
  startedAt: 1_000,
  endedAt: null,
  settledMs: null,
  phase: 'following',
  message: 'the provider is working on it',
};

test.each([
  { name: 'under way', given: {}, rows: ['1000 fleetop: update begun'] },
  {
    name: 'done',
    given: { phase: 'done', endedAt: 9_000, message: 'done' },
    rows: ['1000 fleetop: update begun', '9000 fleetop: update done: done'],
  },
  {
    name: 'ended by the provider',
    given: { phase: 'failed', endedAt: 9_000, message: 'the provider ended it with an error' },
    rows: ['1000 fleetop: update begun', '9000 fleetop: update failed: the provider ended it with an error'],
  },
  { name: 'that waits for its turn', given: { phase: 'waiting' }, rows: [] },
  { name: 'of what does not exist yet', given: { ref: null }, rows: [] },
] as const)('an action $name, as rows of the timeline of its resource', ({ given, rows }) => {
  const entries = actionEntries({ ...record, ...given });
  expect(entries.map(({ orderAt, line }) => `${orderAt} ${line}`)).toEqual(rows);
  expect(entries.every(({ ref, kind }) => ref === 'pilot/app1' && kind === 'event')).toBe(true);
});
