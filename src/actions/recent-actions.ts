import { deedsOf, type JournalDeed } from '../journal/deeds.ts';
import type { JournalEntry } from '../journal/entry.ts';
import type { ActionRecord } from '../model/fleet-event.ts';
import type { KnownDuration } from './known-durations.ts';

/** As many as the Activity pane begins with. */
const mostShown = 100;

/**
 * The newest actions of the journal, oldest first. One without an outcome is another fleetop's, where that is alive;
 * else nobody knows whether it happened.
 */
export const recentActions = (
  entries: readonly JournalEntry[],
  isAlive: (entry: JournalEntry) => boolean,
  durationOf: (ref: string, verb: string) => KnownDuration | null,
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
      settledMs: settledMs(intent, durationOf),
      phase: state === 'under-way' ? 'unknown' : state,
      message: outcome?.message ?? messages[state],
    }));

/** The journal tells of the request and its answer; what came after is remembered for the newest of its kind. */
function settledMs(
  { target, action, at }: JournalDeed['intent'],
  durationOf: (ref: string, verb: string) => KnownDuration | null,
): number | null {
  const known = target === null ? null : durationOf(target, action);
  return known !== null && known.at >= Date.parse(at) ? known.ms : null;
}

const messages: Readonly<Record<JournalDeed['state'], string>> = {
  'under-way': 'under way in another fleetop',
  unknown: 'outcome unknown: no answer came',
  done: 'done',
  failed: 'failed',
};
