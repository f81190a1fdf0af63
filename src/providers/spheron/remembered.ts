import { z } from 'zod';
import type { Memory } from '../provider.ts';

/** Small facts by id, kept between runs under one key of the provider's memory. */
export type Remembered<T> = {
  readonly get: (id: string) => T | null;
  readonly set: (id: string, value: T) => void;
  /** Forgets what belongs to nothing that exists any more. */
  readonly keepOnly: (ids: ReadonlySet<string>) => void;
};

export function createRemembered<T>(memory: Memory, key: string, schema: z.ZodType<T>): Remembered<T> {
  const stored = z.record(z.string(), z.unknown()).safeParse(memory.get(key)).data ?? {};
  const facts = new Map<string, T>();
  for (const [id, value] of Object.entries(stored)) {
    const read = schema.safeParse(value);
    if (read.success) facts.set(id, read.data);
  }
  let isStoring = false;
  /** Once for all changes of one turn: a list brings many. */
  const store = () => {
    if (isStoring) return;
    isStoring = true;
    queueMicrotask(() => {
      isStoring = false;
      memory.set(key, Object.fromEntries(facts));
    });
  };
  return {
    get: (id) => facts.get(id) ?? null,
    set: (id, value) => {
      facts.set(id, value);
      store();
    },
    keepOnly: (ids) => {
      const gone = [...facts.keys()].filter((id) => !ids.has(id));
      for (const id of gone) facts.delete(id);
      if (gone.length > 0) store();
    },
  };
}
