import type { WebhookSettings } from '../config/config.ts';
import type { ActionRequest } from '../model/action.ts';
import { mapResult, type Result, succeed } from '../model/result.ts';
import type { ConnectedProvider } from '../providers/connect.ts';
import { publicUrlFor, readSecret } from './open-receiver.ts';

/**
 * A creation with the receiver's address and secret, where the provider takes them with it; any other request, and one
 * that names a receiver of its own, as it is. A `config` problem where the secret cannot be read.
 */
export async function addToCreation(
  request: ActionRequest,
  connected: ConnectedProvider,
  settings: WebhookSettings | null,
): Promise<Result<ActionRequest>> {
  const names = connected.provider.webhooks?.createFields;
  if (settings === null || names === undefined || !('create' in request) || request.create !== 'server')
    return succeed(request);
  if (request.fields[names.url] !== undefined || request.fields[names.secret] !== undefined)
    return succeed(request);
  return mapResult(await readSecret(settings), (secret) => ({
    ...request,
    fields: {
      ...request.fields,
      [names.url]: publicUrlFor(settings, secret, connected.settings.name),
      [names.secret]: secret,
    },
  }));
}
