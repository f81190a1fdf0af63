import { z } from 'zod';
import { readText } from './read-text.ts';

const count = z.number().int().min(0).max(1_000_000);

/** A place that was taken is used within this time, however long one waits for a reply. */
export const longestOpenMs = 3_600_000;

const shareFile = z.object({
  v: z.literal(1),
  host: z.string(),
  pid: z.number().int().positive(),
  started: z.string().nullable(),
  /** When it was written: epoch ms, and ms of the clock that all processes of the machine share. */
  wall: z.number(),
  elapsed: z.number(),
  open: count,
  /** How long places that are open may still be used: a lot's life, and a request's. */
  openForMs: z.number().min(0).max(longestOpenMs).default(35_000),
  blockedForMs: z.number().min(0).max(86_400_000),
  isPolling: z.boolean(),
  /** Its process goes on, and tells no more here. */
  hasLeft: z.boolean().optional(),
  /** How long before that requests were settled, in ms, and how many; what is less than 0 is yet to lapse. */
  uses: z.array(z.tuple([z.number().min(-longestOpenMs), count])).max(20_000),
});

const otherVersion = z.object({ v: z.number().int().gt(1) });

/** What one process tells of its part in a key's budget. */
export type ShareFile = z.infer<typeof shareFile>;

/**
 * Null for what is gone or of another version. What is no JSON object was damaged: nobody can tell what its process has
 * sent.
 */
export function readShareFile(path: string): ShareFile | 'damaged' | null {
  let text: string;
  try {
    text = readText(path);
  } catch {
    return null;
  }
  try {
    const value: unknown = JSON.parse(text);
    const found = shareFile.safeParse(value);
    return found.data ?? (otherVersion.safeParse(value).success ? null : 'damaged');
  } catch {
    return 'damaged';
  }
}
