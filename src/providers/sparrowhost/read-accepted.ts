import { z } from 'zod';
import type { Accepted } from '../../model/action.ts';
import { isJsonObject, type JsonObject } from '../../model/json.ts';
import { plainText } from '../../model/text.ts';
import { identifier, maybeText } from '../lenient.ts';
import { toApp, toServer } from './adapter.ts';
import { sparrowApp, sparrowServer } from './schema.ts';

/** Only a deployment's reply is shown with all but the message; every field may be missing. */
const sparrowReply = z.object({
  message: maybeText,
  deploymentId: identifier.nullish().catch(null),
  status: maybeText,
  certStatus: maybeText,
});

type Read = (body: unknown) => Accepted;

/** `{"message":"reboot initiated"}`, `{"deploymentId":"dep_xyz789","status":"building"}`; `ours` where no message is. */
export const readAccepted =
  (ours: string): Read =>
  (body) => {
    const { message, deploymentId, status } = sparrowReply.parse(dataOf(body));
    return {
      message: message ?? ours,
      deploymentId: deploymentId ?? null,
      actionId: null,
      status,
      created: null,
      oneTimeSecret: null,
    };
  };

/** `{"id","name"}`, the reply to a rename: it may tell that the server is called otherwise. (Vendor docs, "Rename Server".) */
export const readRenamed =
  (asked: string): Read =>
  (body) => {
    const called = renamed.safeParse(dataOf(body)).data?.name ?? asked;
    const accepted = readAccepted('server renamed')(body);
    return called === asked
      ? accepted
      : { ...accepted, message: `accepted, and its name is told as ${called}` };
  };

/** The id in the same. */
export const readAnsweredId = (body: unknown): string | null =>
  renamed.safeParse(dataOf(body)).data?.id ?? null;

const renamed = z.object({ id: identifier, name: maybeText });

/** The reply to a creation is a part of the server. */
export const readCreatedServer =
  (provider: string): Read =>
  (body) => {
    const raw = sparrowServer.safeParse(dataOf(body));
    const created = raw.success ? toServer(provider, raw.data) : null;
    return { ...readAccepted('creation initiated')(body), deploymentId: null, created };
  };

/** The reply to a creation is a part of the app, which is not deployed yet. */
export const readCreatedApp =
  (provider: string): Read =>
  (body) => {
    const raw = sparrowApp.safeParse(dataOf(body));
    const created = raw.success ? toApp(provider, raw.data) : null;
    return { ...readAccepted('app created: deploy it to go live')(body), deploymentId: null, created };
  };

/** `{"host","ssl":true,"certStatus":"provisioning"}`: the status is the certificate's, not the app's. */
export const readDomain =
  (host: string, cnameTarget: string | null): Read =>
  (body) => {
    const { certStatus } = sparrowReply.parse(dataOf(body));
    const certificate = certStatus === null ? '' : `, certificate ${certStatus}`;
    const cname = cnameTarget === null ? '' : `; its CNAME must point to ${cnameTarget}`;
    const ours = `${plainText(host)} added${certificate}${cname}`;
    return readAccepted(ours)(body);
  };

/** The envelope's `data`; without one the body itself, and nothing at all for what is no object. */
const dataOf = (body: unknown): JsonObject => {
  if (!isJsonObject(body)) return {};
  const { data } = body;
  return isJsonObject(data) ? data : body;
};
