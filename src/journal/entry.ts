import { z } from 'zod';

/** Who acts, from where: the same for all entries of one process. */
export type Actor = {
  /** The system's user; with the user before `sudo`, where there was one. */
  readonly user: string;
  readonly host: string;
  readonly pid: number;
  /** When the process was started, in the system's own words; null where it has none. Tells it from a later one of its id. */
  readonly processStart: string | null;
};

const common = {
  v: z.literal(1),
  /** The same for an intent and its outcome. */
  id: z.string(),
  /** ISO 8601 UTC. */
  at: z.string(),
  user: z.string(),
  host: z.string(),
  pid: z.number(),
  /** Not in entries of older versions. */
  processStart: z.string().nullable().default(null),
  provider: z.string(),
  /** Reference of what is acted upon; null for what does not exist yet. */
  target: z.string().nullable(),
  name: z.string(),
  action: z.string(),
  /** As typed, secrets as `***`. */
  parameters: z.record(z.string(), z.unknown()),
  /** The target's status word, ours, when the action was confirmed. */
  stateBefore: z.string().nullable(),
};

const intent = z.object({ ...common, type: z.literal('intent') });

const outcome = z.object({
  ...common,
  type: z.literal('outcome'),
  /** Null: not known whether it happened. */
  ok: z.boolean().nullable(),
  /** The HTTP status; null without a reply. */
  status: z.number().nullable(),
  message: z.string(),
  stateAfter: z.string().nullable(),
  durationMs: z.number(),
  deploymentId: z.string().nullable(),
});

export const entrySchema = z.discriminatedUnion('type', [intent, outcome]);

export type IntentEntry = z.infer<typeof intent>;
export type OutcomeEntry = z.infer<typeof outcome>;
/** One line of `journal.jsonl`. */
export type JournalEntry = IntentEntry | OutcomeEntry;
