import { z } from 'zod';
import type { Clock } from '../../runtime/deps.ts';
import type { Memory } from '../provider.ts';
import type { VpsFacts } from './adapter.ts';

export type FactsMemory = {
  /** However old they are: an old plan is better than none. */
  readonly recall: (id: string) => VpsFacts | null;
  /** False when they are missing, or a day old. */
  readonly isFresh: (id: string) => boolean;
  readonly remember: (id: string, facts: VpsFacts) => void;
};

const lifeMs = 24 * 3_600_000;

/** Plan, size, location and price by VPS, kept between runs: an hour's 1,000 requests do not allow more. */
export function createFactsMemory(memory: Memory, clock: Clock): FactsMemory {
  const checked = new WeakMap<object, Facts>();
  /** Asked for every VPS of every list: what was remembered is looked at once. */
  const read = (id: string): Facts | null => {
    const found = memory.get(keyOf(id));
    if (typeof found !== 'object' || found === null) return null;
    const facts = checked.get(found) ?? remembered.safeParse(found).data ?? null;
    if (facts !== null) checked.set(found, facts);
    return facts;
  };
  return {
    recall: (id) => read(id)?.facts ?? null,
    isFresh: (id) => {
      const age = clock.now() - (read(id)?.at ?? Number.NEGATIVE_INFINITY);
      return age >= 0 && age < lifeMs;
    },
    remember: (id, facts) => memory.set(keyOf(id), { at: clock.now(), facts }),
  };
}

const keyOf = (id: string): string => `vps/${id}`;

const remembered = z.object({
  at: z.number(),
  facts: z.object({
    region: z.string().nullable(),
    plan: z.string().nullable(),
    cpuCores: z.number().nullable(),
    memoryMb: z.number().nullable(),
    diskGb: z.number().nullable(),
    bandwidthGb: z.number().nullable(),
    price: z
      .object({
        amount: z.string().regex(/^[+-]?\d+(\.\d+)?$/),
        currency: z.string(),
        per: z.enum(['month', 'hour']),
      })
      .nullable(),
    isPriceUnreadable: z.literal(true).optional(),
  }),
});

type Facts = z.infer<typeof remembered>;
