/** Who waits for a turn, the longest waiting first; who never had one before all others. Everything takes no time. */
export type Line = {
  readonly setMember: (ref: string, isMember: boolean) => void;
  readonly has: (ref: string) => boolean;
  /** When its turn was, -Infinity where it had none; undefined where it does not wait. */
  readonly askedAt: (ref: string) => number | undefined;
  /** It has its turn now, and goes to the end. */
  readonly begin: (ref: string, now: number) => void;
  readonly first: () => string | null;
  readonly size: () => number;
  /** Who never had a turn. */
  readonly freshSize: () => number;
};

export function createLine(): Line {
  const fresh = new Set<string>();
  /** A map keeps the order in which its keys were put in. */
  const known = new Map<string, number>();
  const has = (ref: string) => fresh.has(ref) || known.has(ref);
  const remove = (ref: string) => {
    fresh.delete(ref);
    known.delete(ref);
  };
  return {
    has,
    setMember: (ref, isMember) => {
      if (!isMember) remove(ref);
      else if (!has(ref)) fresh.add(ref);
    },
    askedAt: (ref) => (fresh.has(ref) ? Number.NEGATIVE_INFINITY : known.get(ref)),
    begin: (ref, now) => {
      if (!has(ref)) return;
      remove(ref);
      known.set(ref, now);
    },
    first: () => {
      const next = fresh.values().next();
      const oldest = next.done === true ? known.keys().next() : next;
      return oldest.done === true ? null : oldest.value;
    },
    size: () => fresh.size + known.size,
    freshSize: () => fresh.size,
  };
}
