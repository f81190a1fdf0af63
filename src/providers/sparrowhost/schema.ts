import { z } from 'zod';
import { identifier, maybeAmount, maybeBoolean, maybeNumber, maybeText, maybeTime } from '../lenient.ts';

/** Only the fields we read, as the vendor's API page names them. Money is in INR, as decimal text. */
export const sparrowServer = z.object({
  id: identifier,
  name: maybeText,
  status: maybeText, // an open set: the page shows two of its words
  ipv4: maybeText,
  ipv6: maybeText,
  region: maybeText,
  plan: maybeText,
  os: maybeText,
  cpuCores: maybeNumber,
  ramMb: maybeNumber,
  diskGb: maybeNumber,
  bandwidthGb: maybeNumber,
  monthlyPrice: maybeAmount,
  createdAt: maybeTime,
});

export type SparrowServer = z.infer<typeof sparrowServer>;

/** A row of the list; `repoUrl` and `customDomains` are in the reply for a single app only. */
export const sparrowApp = z.object({
  id: identifier,
  name: maybeText,
  status: maybeText,
  framework: maybeText,
  repoUrl: maybeText,
  branch: maybeText,
  primaryDomain: maybeText,
  customDomains: z.array(maybeText).nullish().catch(null),
  lastDeployedAt: maybeTime,
  createdAt: maybeTime,
});

export type SparrowApp = z.infer<typeof sparrowApp>;

export const sparrowAccount = z.object({
  id: identifier,
  name: maybeText,
  email: maybeText,
  balance: maybeAmount,
  currency: maybeText,
  kycVerified: maybeBoolean,
});

export type SparrowAccount = z.infer<typeof sparrowAccount>;

const logText = z.union([z.string(), z.number().transform(String)]);

/**
 * What one event of an app's log may carry: a line with its time, or the end with the deployment's status. A message
 * that is neither, such as an error's, is a line too.
 */
export const sparrowLogMessage = z.union([
  z.object({ type: z.string().regex(/^done$/i), status: maybeText }),
  z.object({ line: logText, ts: maybeTime }),
  z.object({ message: logText, ts: maybeTime }).transform(({ message, ts }) => ({ line: message, ts })),
]);
