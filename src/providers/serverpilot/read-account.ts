import type { JsonObject } from '../../model/json.ts';
import { maskSecrets } from '../../model/mask.ts';
import { type Result, succeed } from '../../model/result.ts';
import { gatherRelated } from '../related.ts';
import type { ServerPilotClient } from './client.ts';

/** The account's SSH keys (public halves) and system users. Fails when neither could be read. */
export async function readAccount(
  client: ServerPilotClient,
  signal: AbortSignal,
): Promise<Result<JsonObject>> {
  const reads = { sshKeys: client.sshKeys(signal), systemUsers: client.systemUsers(signal) };
  const [sshKeys, systemUsers] = await Promise.all([reads.sshKeys, reads.systemUsers]);
  if (!sshKeys.ok && !systemUsers.ok) return sshKeys;
  return succeed(maskSecrets(await gatherRelated(reads)));
}
