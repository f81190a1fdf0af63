/** The newest secrets that were seen, for the one purpose of taking them out of texts again. */
export type SecretMemory = {
  /** Whether it is a new one. */
  readonly note: (value: string) => boolean;
  readonly list: () => readonly string[];
};

/** Shorter values are no keys, and would tear holes into ordinary words. */
export const shortestSecret = 6;

/** Keys that are made anew every hour come for as long as the process lives; who would still send the oldest back? */
const mostKept = 200;

export function createSecretMemory(): SecretMemory {
  const seen = new Set<string>();
  return {
    note: (value) => {
      if (value.length < shortestSecret) return false;
      const isNew = !seen.delete(value);
      seen.add(value);
      const [oldest] = seen;
      if (seen.size > mostKept && oldest !== undefined) seen.delete(oldest);
      return isNew;
    },
    list: () => [...seen],
  };
}
