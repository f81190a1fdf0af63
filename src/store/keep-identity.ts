import { dequal } from 'dequal/lite';
import { shallow } from 'zustand/shallow';

/** The old object where nothing differs, so that whoever compares by identity sees no change. */
export const keepIfEqual = <T>(previous: T | undefined, next: T): T =>
  previous !== undefined && isEqual(previous, next) ? previous : next;

/** Most values of a row that was read again are the same ones: thousands of rows are compared at once. */
const isEqual = (a: unknown, b: unknown): boolean =>
  isRecord(a) && isRecord(b) ? haveEqualFields(a, b, dequal) : dequal(a, b);

/**
 * Whether each field or entry of two selections is the identical one. What `shallow` of zustand does, without
 * the two maps that it makes of every two objects: a tick of the clock compares dozens.
 */
export const isSameSelection = (a: unknown, b: unknown): boolean =>
  isRecord(a) && isRecord(b) ? haveEqualFields(a, b, Object.is) : shallow(a, b);

type Fields = Readonly<Record<string, unknown>>;

function haveEqualFields(a: Fields, b: Fields, areEqual: (a: unknown, b: unknown) => boolean): boolean {
  let more = 0;
  // Without lists of their keys, as a key that is typed compares hundreds.
  for (const key in b) {
    if (!Object.hasOwn(a, key) || (a[key] !== b[key] && !areEqual(a[key], b[key]))) return false;
    more += 1;
  }
  for (const _ in a) more -= 1;
  return more === 0;
}

const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

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
    const old = previous.get(key);
    const kept = old === value ? value : keepIfEqual(old, value);
    next.set(key, kept);
    isSame &&= before.next().value === key && old === kept;
  }
  return isSame && next.size === previous.size ? previous : next;
}
