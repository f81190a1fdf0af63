import { z } from 'zod';
import type { Accepted } from '../../model/action.ts';
import { isJsonObject } from '../../model/json.ts';
import type { Clock } from '../../runtime/deps.ts';
import { identifier, maybeText } from '../lenient.ts';
import type { Prepared } from '../provider.ts';
import { toApp, toDatabase, toServer } from './adapter.ts';
import * as schema from './schema.ts';

type Created = Pick<Accepted, 'created' | 'oneTimeSecret'>;

const nothing: Created = { created: null, oneTimeSecret: null };

/**
 * The reply to an accepted action. The API says no sentence, so it is ours; `actionid` is there when work on the
 * server began. (Vendor docs, "Actions".)
 */
export const readAccepted =
  (message: string, readCreated: (data: unknown) => Created = () => nothing): Prepared['read'] =>
  (body) => ({
    message,
    deploymentId: null,
    actionId: reply.safeParse(body).data?.actionid ?? null,
    status: null,
    ...readCreated(isJsonObject(body) ? body['data'] : undefined),
  });

/** The resource that the reply to an update is: `data` is `{}` behind a delete. (Vendor docs, "Update a Server", "Update an App".) */
export const readAnsweredId = (body: unknown): string | null =>
  changed.safeParse(isJsonObject(body) ? body['data'] : undefined).data?.id ?? null;

const changed = z.object({ id: identifier });

const reply = z.object({ actionid: identifier.nullish().catch(null) });

/** The only place where a server's key is ever told: it is handed on as the one-time secret, and nowhere else. */
export const readCreatedServer =
  (provider: string, clock: Clock): Prepared['read'] =>
  (body) => {
    const key = serverKey.safeParse(isJsonObject(body) ? body['data'] : undefined).data;
    return readAccepted(key === undefined ? keyless : 'server created: run the installer on it', (data) => {
      const raw = schema.server.safeParse(data).data;
      return {
        created: raw === undefined ? null : toServer(raw, provider, clock.now()),
        oneTimeSecret: key === undefined ? null : { apikey: key.apikey },
      };
    })(body);
  };

/** Nobody tells it again, and without it no machine can be connected. */
const keyless =
  'server created, but the reply lacks its key, which is told once: disconnect it, create it anew';

const serverKey = z.object({ apikey: identifier });

/** A system user is no server and no app: its id, which an app is created with, stands in the sentence. */
export const readCreatedUser: Prepared['read'] = (body) => {
  const raw = createdUser.safeParse(isJsonObject(body) ? body['data'] : undefined).data;
  const message =
    raw === undefined
      ? 'system user create initiated'
      : `system user${raw.name === null ? '' : ` ${raw.name}`} created: id ${raw.id}`;
  return readAccepted(message)(body);
};

const createdUser = z.object({ id: identifier, name: maybeText });

export const createdApp =
  (provider: string) =>
  (data: unknown): Created => {
    const raw = schema.app.safeParse(data).data;
    return { ...nothing, created: raw === undefined ? null : toApp(raw, provider) };
  };

export const createdDatabase =
  (provider: string) =>
  (data: unknown): Created => {
    const raw = schema.database.safeParse(data).data;
    return { ...nothing, created: raw === undefined ? null : toDatabase(raw, provider) };
  };
