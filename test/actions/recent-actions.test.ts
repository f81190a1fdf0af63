import { expect, test } from 'vitest';
import { recentActions } from '../../src/actions/recent-actions.ts';
import type { JournalEntry } from '../../src/journal/entry.ts';

const answeredAt = Date.parse('2026-05-20T08:00:01Z');

const stop = (ok: boolean | null): readonly JournalEntry[] => {
  const intent = {
    v: 1,
    type: 'intent',
    id: 'a',
    at: '2026-05-20T08:00:00.000Z',
    user: 'ops',
    host: 'here',
    pid: 1,
    processStart: null,
    provider: 'cyber',
    target: 'cyber/42',
    name: 'web-01',
    action: 'stop',
    parameters: {},
    stateBefore: 'running',
  } as const;
  const said = {
    status: 202,
    message: 'stopping',
    stateAfter: 'running',
    durationMs: 900,
    deploymentId: null,
  };
  return [intent, { ...intent, ...said, type: 'outcome', at: new Date(answeredAt).toISOString(), ok }];
};

test.each([
  { name: 'whose end nobody saw was accepted', ok: true, known: null, phase: 'accepted', settledMs: null },
  {
    name: 'that was followed to a good end is done',
    ok: true,
    known: { ms: 30_000, at: answeredAt + 30_200 },
    phase: 'done',
    settledMs: 30_000,
  },
  {
    name: 'was accepted where a later one went well',
    ok: true,
    known: { ms: 30_000, at: answeredAt + 3_600_000 },
    phase: 'accepted',
    settledMs: null,
  },
  {
    name: 'was accepted where an earlier one went well',
    ok: true,
    known: { ms: 30_000, at: answeredAt - 60_000 },
    phase: 'accepted',
    settledMs: null,
  },
  { name: 'that was refused failed', ok: false, known: null, phase: 'failed', settledMs: null },
  { name: 'without an answer is unknown', ok: null, known: null, phase: 'unknown', settledMs: null },
])('of an earlier run an action $name', ({ ok, known, phase, settledMs }) => {
  const durationOf = (ref: string, verb: string) => (known === null ? null : { ref, verb, ...known });
  expect(recentActions(stop(ok), () => false, durationOf)).toMatchObject([
    { ref: 'cyber/42', verb: 'stop', message: 'stopping', phase, settledMs },
  ]);
});
