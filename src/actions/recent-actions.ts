import { deedsOf, type JournalDeed } from '../journal/deeds.ts';
import type { JournalEntry } from '../journal/entry.ts';
import type { ActionRecord } from '../model/fleet-event.ts';

/** As many as the Activity pane begins with. */
const mostShown = 100;

/**
 * The newest actions of the journal, oldest first. One without an outcome is another fleetop's, where that is alive;
 * else nobody knows whether it happened.
 */
export const recentActions = (
  entries: readonly JournalEntry[],
  isAlive: (entry: JournalEntry) => boolean,
): readonly ActionRecord[] =>
  deedsOf(entries, isAlive)
    .slice(-mostShown)
    .map(({ intent, outcome, state }) => ({
      id: intent.id,
      provider: intent.provider,
      ref: intent.target,
      name: intent.name,
      verb: intent.action,
      startedAt: Date.parse(intent.at),
      endedAt: Date.parse(outcome?.at ?? intent.at),
      // The journal tells of the request and its answer, not of what came after.
      settledMs: null,
      phase: state === 'under-way' ? 'unknown' : state,
      message: outcome?.message ?? messages[state],
    }));

const messages: Readonly<Record<JournalDeed['state'], string>> = {
  'under-way': 'under way in another fleetop',
  unknown: 'outcome unknown: no answer came',
  done: 'done',
  failed: 'failed',
};
