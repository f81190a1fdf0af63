import { dequal } from 'dequal/lite';

/** The old object where nothing differs, so that whoever compares by identity sees no change. */
export const keepIfEqual = <T>(previous: T | undefined, next: T): T =>
  previous !== undefined && dequal(previous, next) ? previous : next;

/**
 * The old map where every entry is the old one, in the old order; else a new map of the kept and the changed values.
 */
export function keepMapIfEqual<V>(
  previous: ReadonlyMap<string, V>,
  entries: Iterable<readonly [string, V]>,
): ReadonlyMap<string, V> {
  const next = new Map<string, V>();
  let isSame = true;
  const before = previous.keys();
  for (const [key, value] of entries) {
    const kept = keepIfEqual(previous.get(key), value);
    next.set(key, kept);
    isSame &&= before.next().value === key && previous.get(key) === kept;
  }
  return isSame && next.size === previous.size ? previous : next;
}
