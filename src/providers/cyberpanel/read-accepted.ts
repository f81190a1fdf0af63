import type { Accepted } from '../../model/action.ts';
import { isJsonObject } from '../../model/json.ts';
import type { Server } from '../../model/server.ts';
import { errorSentence } from '../error-sentence.ts';
import { noFacts, toFacts, toServer } from './adapter.ts';
import { accepted, createResult } from './schema.ts';

/**
 * The reply to an accepted action: the vendor's sentence, else ours, and the VPS's new word where there is one.
 * (Vendor docs, "VPS Actions".)
 */
export const readAccepted =
  (ours: string) =>
  (body: unknown): Accepted => ({
    message: errorSentence(body) ?? ours,
    deploymentId: null,
    actionId: null,
    status: accepted.safeParse(dataOf(body)).data?.status ?? null,
    created: null,
    oneTimeSecret: null,
  });

/** The VPS that the reply is about. (Vendor docs, "VPS Actions", "Create Snapshot".) */
export const readAnsweredId = (body: unknown): string | null => {
  const said = accepted.safeParse(dataOf(body)).data;
  return said?.vps_id ?? said?.id ?? null;
};

/** A delete that did not take place may be told by `deleted: false` alone, in a reply with status 200. */
export const readNotDeleted = (body: unknown): string | null =>
  accepted.safeParse(dataOf(body)).data?.deleted === false
    ? (errorSentence(body) ?? 'it was not deleted')
    : null;

/** The reply to a create. (Vendor docs, "Create VPS".) */
export const readCreated =
  (ours: string, provider: string) =>
  (body: unknown): Accepted => ({
    ...readAccepted(ours)(body),
    created: createdServer(dataOf(body), provider),
  });

/** What only the detail tells (size, times) is null. */
function createdServer(data: unknown, provider: string): Server | null {
  const raw = createResult.safeParse(data).data;
  return raw === undefined ? null : toServer(raw, toFacts(raw) ?? noFacts, provider);
}

const dataOf = (body: unknown): unknown => (isJsonObject(body) ? body['data'] : undefined);
