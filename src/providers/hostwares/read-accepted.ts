import { z } from 'zod';
import type { Accepted } from '../../model/action.ts';
import type { App } from '../../model/app.ts';
import { isJsonObject } from '../../model/json.ts';
import { identifier, maybeText } from '../lenient.ts';
import { toDatabase, toSite } from './adapter.ts';
import { hostwaresDatabase, hostwaresSite } from './schema.ts';

const hostwaresReply = z.object({ message: maybeText });

type Read = (body: unknown) => Accepted;

/**
 * The replies to PATCH and DELETE are not documented: a sentence is taken where there is one, the state is not, as
 * the word may be that of before.
 */
export const readAccepted =
  (ours: string): Read =>
  (body) =>
    accepted(body, ours);

/** The reply to a creation is the site. */
export const readCreatedSite =
  (provider: string): Read =>
  (body) => {
    const raw = hostwaresSite.safeParse(body);
    return accepted(body, 'site created', raw.success ? toSite(provider, raw.data) : null);
  };

/** The reply to a creation is not documented; read as a database where it is one. */
export const readCreatedDatabase =
  (provider: string): Read =>
  (body) => {
    const raw = hostwaresDatabase.safeParse(body);
    return accepted(body, 'database created', raw.success ? toDatabase(provider, raw.data) : null);
  };

/**
 * The site or database that a reply is about. Undocumented: as the one to a creation it may be the site, which has a
 * name; what has an id alone may be a deployment.
 */
export function readAnsweredId(body: unknown): string | null {
  const within = isJsonObject(body) ? (body['site'] ?? body['database']) : undefined;
  return named.safeParse(isJsonObject(within) ? within : body).data?.id ?? null;
}

const named = z.object({ id: identifier, name: z.string() });

const accepted = (body: unknown, ours: string, created: App | null = null): Accepted => ({
  message: (isJsonObject(body) ? hostwaresReply.parse(body).message : null) ?? ours,
  deploymentId: null,
  actionId: null,
  status: created?.providerStatus || null,
  created,
  oneTimeSecret: null,
});
