import { z } from 'zod';
import { createdApart } from '../../model/same-creation.ts';
import type { Server } from '../../model/server.ts';
import type { Clock } from '../../runtime/deps.ts';
import type { Memory } from '../provider.ts';
import type { VpsFacts } from './adapter.ts';

export type FactsMemory = {
  /** However old they are: an old plan is better than none. None of a VPS that had the same id before. */
  readonly recall: (vps: Known) => VpsFacts | null;
  /** False when they are missing, or a day old. */
  readonly isFresh: (vps: Known) => boolean;
  readonly remember: (vps: Known, facts: VpsFacts) => void;
};

/** Which VPS it is; `createdAt` in epoch ms. */
type Known = Pick<Server, 'id' | 'createdAt'>;

const lifeMs = 24 * 3_600_000;

/** Plan, size, location and price by VPS, kept between runs: an hour's 1,000 requests do not allow more. */
export function createFactsMemory(memory: Memory, clock: Clock): FactsMemory {
  const checked = new WeakMap<object, Facts>();
  /** Asked for every VPS of every list: what was remembered is looked at once. */
  const read = ({ id, createdAt }: Known): Facts | null => {
    const found = memory.get(keyOf(id));
    if (typeof found !== 'object' || found === null) return null;
    const facts = checked.get(found) ?? remembered.safeParse(found).data ?? null;
    if (facts !== null) checked.set(found, facts);
    return createdApart(facts?.createdAt ?? null, createdAt) ? null : facts;
  };
  return {
    recall: (vps) => read(vps)?.facts ?? null,
    isFresh: (vps) => {
      const age = clock.now() - (read(vps)?.at ?? Number.NEGATIVE_INFINITY);
      return age >= 0 && age < lifeMs;
    },
    remember: ({ id, createdAt }, facts) => memory.set(keyOf(id), { at: clock.now(), createdAt, facts }),
  };
}

const keyOf = (id: string): string => `vps/${id}`;

const remembered = z.object({
  at: z.number(),
  /** Not in what was remembered before it was. */
  createdAt: z.number().nullish(),
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
