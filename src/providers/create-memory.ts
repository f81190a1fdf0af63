import type { Memory } from './provider.ts';

/** A memory that lasts as long as the process. */
export function createMemory(): Memory {
  const values = new Map<string, unknown>();
  return {
    get: (key) => values.get(key),
    set: (key, value) => void values.set(key, value),
    update: (key, change) => void values.set(key, change(values.get(key))),
  };
}
