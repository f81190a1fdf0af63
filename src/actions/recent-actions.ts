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
    .map((deed) => {
      const { intent, outcome, state } = deed;
      const settled = settledMs(deed, durationOf);
      return {
        id: intent.id,
        provider: intent.provider,
        ref: intent.target,
        name: intent.name,
        verb: intent.action,
        startedAt: Date.parse(intent.at),
        endedAt: Date.parse(outcome?.at ?? intent.at),
        settledMs: settled,
        phase: phaseOf(state, settled),
        message: outcome?.message ?? messages[state],
      };
    });

/** What was followed to a good end is remembered by how long that took. */
function phaseOf(state: JournalDeed['state'], settled: number | null): ActionRecord['phase'] {
  if (state === 'under-way') return 'unknown';
  return state === 'accepted' && settled !== null ? 'done' : state;
}

/**
 * How long it took to settle: the journal tells of the request and its answer alone, and what came after is remembered of
 * the newest of its kind that was followed to a good end. An older one, and one that ended badly, began at another time.
 */
function settledMs(
  { intent: { target, action }, outcome }: JournalDeed,
  durationOf: (ref: string, verb: string) => KnownDuration | null,
): number | null {
  const known = target === null ? null : durationOf(target, action);
  if (known === null || outcome === null) return null;
  const followedFrom = known.at - known.ms;
  return Math.abs(followedFrom - Date.parse(outcome.at)) < slackMs ? known.ms : null;
}

/** Between the journal's outcome and the first look at the target little happens. */
const slackMs = 5_000;

const messages: Readonly<Record<JournalDeed['state'], string>> = {
  'under-way': 'under way in another fleetop',
  unknown: 'outcome unknown: no answer came',
  accepted: 'accepted',
  failed: 'failed',
};
