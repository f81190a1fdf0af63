import type { JournalEntry, OutcomeEntry } from '../journal/entry.ts';
import type { ActionRecord } from '../model/fleet-event.ts';

/** As many as the Activity pane begins with. */
const mostShown = 100;

/**
 * The newest actions of the journal, oldest first. An intent without an outcome is one of which nobody knows whether
 * it happened: fleetop died in between, or another one is still at it.
 */
export function recentActions(entries: readonly JournalEntry[]): readonly ActionRecord[] {
  const outcomes = new Map<string, OutcomeEntry>();
  for (const entry of entries) if (entry.type === 'outcome') outcomes.set(entry.id, entry);
  return entries
    .filter((entry) => entry.type === 'intent')
    .slice(-mostShown)
    .map((intent) => {
      const outcome = outcomes.get(intent.id);
      const { provider, target, name, action } = intent;
      return {
        id: intent.id,
        provider,
        ref: target,
        name,
        verb: action,
        startedAt: Date.parse(intent.at),
        endedAt: Date.parse(outcome?.at ?? intent.at),
        phase: phaseOf(outcome),
        message: outcome?.message ?? 'outcome unknown: no answer came',
      };
    });
}

const phaseOf = (outcome: OutcomeEntry | undefined): ActionRecord['phase'] => {
  if (outcome === undefined || outcome.ok === null) return 'unknown';
  return outcome.ok ? 'done' : 'failed';
};
