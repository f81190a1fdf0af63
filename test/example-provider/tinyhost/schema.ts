import { z } from 'zod';
import { identifier, maybeText, maybeTime } from '../../../src/providers/lenient.ts';

/** Only the fields we read; what may be missing reads as null. */
export const tinyServer = z.object({
  id: identifier,
  name: maybeText,
  state: maybeText, // an open set: they add states without notice
  ip: maybeText,
  zone: maybeText,
  created: maybeTime,
});

export type TinyServer = z.infer<typeof tinyServer>;

export const tinyAccount = z.object({ account: z.object({ id: identifier, email: maybeText }) });
