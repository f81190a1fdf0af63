/** So many places are looked for one by one before all of them are noted. */
const fewLookups = 4;

/**
 * Where each of some keys stands. While a filter is typed every letter gives another list of thousands, of which only
 * the cursor's place is wanted; of a list that stays, or one with many marks, all places are noted once.
 */
export function createPlaceOf(keys: readonly string[]): (key: string) => number | undefined {
  let places: ReadonlyMap<string, number> | null = null;
  let lookups = 0;
  return (key) => {
    lookups += 1;
    if (places === null && lookups <= fewLookups) {
      const place = keys.indexOf(key);
      return place === -1 ? undefined : place;
    }
    places ??= new Map(keys.map((each, place) => [each, place]));
    return places.get(key);
  };
}
