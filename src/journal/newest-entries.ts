import type { JournalEntry } from './entry.ts';
import type { Journal } from './open-journal.ts';

export type Wanted = {
  readonly isWanted?: (entry: JournalEntry) => boolean;
  /** Actions, the newest of them. */
  readonly most?: number;
  /** Epoch ms: only actions that began then or later. */
  readonly since?: number;
};

export type NewestEntries = {
  /** Oldest first. */
  readonly entries: readonly JournalEntry[];
  /** There are older actions that were wanted, too: more than `most`. */
  readonly isCut: boolean;
};

/** Entries of other machines on the same folder may be out of order by as much as their clocks differ. */
const clockSkewMs = 60 * 60_000;

/** Reads the journal from its end for as long as more is wanted: what is older is not looked at. */
export async function newestEntries(
  { newestFirst }: Pick<Journal, 'newestFirst'>,
  { isWanted = () => true, most = Number.POSITIVE_INFINITY, since = Number.NEGATIVE_INFINITY }: Wanted,
): Promise<NewestEntries> {
  const found: JournalEntry[] = [];
  const begun = new Set<string>();
  let isCut = false;
  for await (const entry of newestFirst()) {
    const at = Date.parse(entry.at);
    if (at < since - clockSkewMs) break;
    if (!isWanted(entry)) continue;
    if (entry.type === 'intent') {
      if (at < since) continue;
      isCut = begun.size >= most;
      if (isCut) break;
      begun.add(entry.id);
    }
    found.push(entry);
  }
  const isWhole = !isCut && since === Number.NEGATIVE_INFINITY;
  const entries = isWhole ? found : found.filter(({ id }) => begun.has(id));
  return { entries: entries.reverse(), isCut };
}
