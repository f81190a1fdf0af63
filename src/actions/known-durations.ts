import { z } from 'zod';
import type { Memory } from '../providers/provider.ts';

/** How long an action took from being sent until its target had settled: what an interruption costs. */
export type KnownDuration = {
  /** Reference of the target. */
  readonly ref: string;
  readonly verb: string;
  readonly ms: number;
  /** Epoch ms of when it had settled. */
  readonly at: number;
};

const stored = z
  .array(z.object({ ref: z.string(), verb: z.string(), ms: z.number(), at: z.number() }))
  .catch([]);

const key = 'durations';
const mostKept = 500;

/** The newest of this verb on this target; null where none was followed to its end. */
export const knownDuration = (memory: Memory, ref: string, verb: string): KnownDuration | null =>
  stored.parse(memory.get(key)).find((known) => known.ref === ref && known.verb === verb) ?? null;

/** Takes the place of what was known of the same verb on the same target. */
export function rememberDuration(memory: Memory, seen: KnownDuration): void {
  memory.update(key, (before) => {
    const rest = stored.parse(before).filter(({ ref, verb }) => ref !== seen.ref || verb !== seen.verb);
    return [seen, ...rest].slice(0, mostKept);
  });
}
