import { recentActions } from '../actions/recent-actions.ts';
import { isAliveHere } from '../journal/deeds.ts';
import type { Actor, JournalEntry } from '../journal/entry.ts';
import type { Journal } from '../journal/open-journal.ts';
import type { Emit } from '../model/fleet-event.ts';

/** Entries of others that may still be waiting for their outcome. */
const mostKept = 200;

type DurationOf = Parameters<typeof recentActions>[2];

/**
 * Passes events on; before each list it tells what other fleetops on this state folder have done meanwhile, so that a
 * stop that one of them was told to do is known for what it is.
 */
export function followJournal(
  emit: Emit,
  { journal, actor }: { readonly journal: Pick<Journal, 'tail'>; readonly actor: Actor },
  durationOf: DurationOf,
): Emit {
  const newer = journal.tail();
  const isAlive = isAliveHere(actor.host);
  const isOurs = ({ pid, host, processStart }: JournalEntry) =>
    pid === actor.pid && host === actor.host && processStart === actor.processStart;
  let kept: readonly JournalEntry[] = [];
  return (event, canWait) => {
    if (event.type === 'servers-listed' || event.type === 'apps-listed') {
      const others = newer().filter((entry) => !isOurs(entry));
      if (others.length > 0) {
        const ids = new Set(others.map(({ id }) => id));
        kept = [...kept, ...others].slice(-mostKept);
        const changed = kept.filter(({ id }) => ids.has(id));
        for (const action of recentActions(changed, isAlive, durationOf))
          emit({ type: 'action-changed', action });
      }
    }
    emit(event, canWait);
  };
}
