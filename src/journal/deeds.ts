import { isSameProcess, processStart, type StartOf } from '../state/process-start.ts';
import type { IntentEntry, JournalEntry, OutcomeEntry } from './entry.ts';

/** An intent with what became of it, as one line of a history. */
export type JournalDeed = {
  readonly intent: IntentEntry;
  readonly outcome: OutcomeEntry | null;
  /**
   * `under-way`: no outcome yet, and the process that acts is alive. `accepted`: as the provider answered; how it went on
   * the journal does not tell.
   */
  readonly state: 'accepted' | 'failed' | 'unknown' | 'under-way';
};

/** Intents and outcomes paired, in the order of the intents. `isAlive` tells whether an entry's process still is. */
export function deedsOf(
  entries: readonly JournalEntry[],
  isAlive: (entry: JournalEntry) => boolean,
): readonly JournalDeed[] {
  const outcomes = new Map(
    entries.flatMap((entry) => (entry.type === 'outcome' ? [[entry.id, entry] as const] : [])),
  );
  return entries.flatMap((entry) => {
    if (entry.type !== 'intent') return [];
    const outcome = outcomes.get(entry.id) ?? null;
    return [{ intent: entry, outcome, state: stateOf(entry, outcome, isAlive) }];
  });
}

function stateOf(
  intent: IntentEntry,
  outcome: OutcomeEntry | null,
  isAlive: (entry: JournalEntry) => boolean,
): JournalDeed['state'] {
  if (outcome === null) return isAlive(intent) ? 'under-way' : 'unknown';
  if (outcome.ok === null) return 'unknown';
  return outcome.ok ? 'accepted' : 'failed';
}

/** Whether the process that wrote an entry is one of this machine and still there. */
export const isAliveHere =
  (host: string, startOf: StartOf = processStart) =>
  (entry: JournalEntry): boolean =>
    entry.host === host && isSameProcess(entry.pid, entry.processStart, startOf);
