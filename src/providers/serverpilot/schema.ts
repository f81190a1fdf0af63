import { z } from 'zod';
import { identifier, maybeBoolean, maybeEpochSeconds, maybeText } from '../lenient.ts';

/** Shapes as in the vendor docs, "Resources & Methods"; only the fields we read. */

export const server = z.object({
  id: identifier,
  name: maybeText,
  plan: maybeText,
  lastaddress: maybeText,
  lastconn: maybeEpochSeconds,
  datecreated: maybeEpochSeconds,
});

export type PilotServer = z.infer<typeof server>;

/** `ssl` is not among the fields on purpose: it holds the site's private key. */
export const app = z.object({
  id: identifier,
  name: maybeText,
  sysuserid: maybeText,
  serverid: maybeText,
  runtime: maybeText,
  domains: z.array(maybeText).nullish().catch(null),
  datecreated: maybeEpochSeconds,
});

export type PilotApp = z.infer<typeof app>;

export const database = z.object({
  id: identifier,
  name: maybeText,
  appid: maybeText,
  serverid: maybeText,
});

export type PilotDatabase = z.infer<typeof database>;

/** What may be shown of an app's TLS: neither key nor certificates get past this. */
export const sslFacts = z
  .object({ auto: maybeBoolean, force: maybeBoolean })
  .transform((facts) => ({ present: true, ...facts }));

/** Only a list: what is no list, null too, must not pass for an empty one, as a write replaces it all. */
export const appDomains = z.object({ domains: z.array(z.string()) });

/** What decides on SSL, read from an app without its secrets; `autossl` is in the detail only. */
export const appSsl = z.object({
  ssl: z
    .object({ auto: maybeBoolean })
    .nullish()
    .transform((ssl) => ssl ?? null),
  autossl: z
    .object({ available: maybeBoolean, domains: z.array(z.string()).nullish().catch(null) })
    .nullish()
    .catch(null)
    .transform((autossl) =>
      autossl == null ? null : { available: autossl.available, domains: autossl.domains ?? null },
    ),
});

export const systemUser = z.object({ serverid: maybeText });

export const databaseUser = z.object({ user: z.object({ id: identifier }) });

export const runtimes = z.object({
  available_runtimes: z
    .array(z.string())
    .nullish()
    .catch(null)
    .transform((names) => names ?? null),
});

export const action = z.object({
  status: z
    .string()
    .toLowerCase()
    .pipe(z.enum(['open', 'success', 'error'])),
});
