import type { JsonObject, JsonValue } from '../../model/json.ts';
import { type Result, succeed } from '../../model/result.ts';
import { type ListedField, whyNotListed } from '../check-listed.ts';
import { invalid, type WriteContext } from './write-context.ts';

/** The app of a database, and the server and the SSH key of a user, have to be the account's. (Vendor docs, "List All …".) */
export async function checkListed(
  read: Result<JsonObject>,
  context: WriteContext,
): Promise<Result<JsonObject>> {
  if (!read.ok) return read;
  const body = read.value;
  const { client, signal } = context;
  const field = async (
    name: string,
    list: (signal: AbortSignal) => Promise<Result<JsonValue>>,
  ): Promise<ListedField> => {
    const value = body[name];
    const reply = value === undefined ? null : await list(signal);
    return { name, value, rows: reply?.ok === true ? reply.value : null, key: 'id' };
  };
  const wrong = whyNotListed(
    await Promise.all([
      field('appid', client.apps),
      field('serverid', client.servers),
      field('sshkey_id', client.sshKeys),
    ]),
  );
  return wrong === null ? succeed(body) : invalid(wrong, context);
}
