import { z } from 'zod';
import { identifier, maybeDecimal, maybeNumber, maybeText, maybeTime } from '../lenient.ts';

/**
 * Only the fields we read. The vendor's page shows a site as its creation answers it; the fields of the creation's
 * request are read from a site too, where it has them.
 */
export const hostwaresSite = z.object({
  id: identifier,
  name: maybeText,
  status: maybeText, // an open set, in upper case
  domain: maybeText,
  repository: maybeText,
  branch: maybeText,
  lastDeployedAt: maybeTime,
  createdAt: maybeTime,
});

export type HostwaresSite = z.infer<typeof hostwaresSite>;

export const hostwaresDatabase = z.object({
  id: identifier,
  name: maybeText,
  status: maybeText,
  /** The engine: `postgresql`. */
  type: maybeText,
  createdAt: maybeTime,
});

export type HostwaresDatabase = z.infer<typeof hostwaresDatabase>;

/** The balance is a number of AI credits and may have a fraction. */
export const hostwaresCredits = z.object({ balance: maybeDecimal.pipe(z.string()) });

/** The history's shape is not documented: these names are the usual ones. Without an amount it is no transaction. */
export const hostwaresTransaction = z.object({
  id: identifier.nullish().catch(null),
  amount: maybeDecimal.pipe(z.string()),
  type: maybeText,
  description: maybeText,
  createdAt: maybeTime,
});

export type HostwaresTransaction = z.infer<typeof hostwaresTransaction>;

/** What tells an error from a resource that has an `error` field of its own. */
export const hostwaresError = z.object({
  error: z.union([z.string(), z.boolean()]).nullish().catch(null),
  statusCode: maybeNumber,
});
