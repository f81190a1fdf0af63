import type { WebhookSettings } from '../config/config.ts';
import { problem } from '../model/problem.ts';
import { fail, mapResult, type Result, succeed } from '../model/result.ts';
import { plainText } from '../model/text.ts';
import type { ConnectedProvider } from '../providers/connect.ts';
import { SecretUnreadable } from '../runtime/secret.ts';
import { pathFor } from './addresses.ts';
import type { Route } from './deliver.ts';
import { type Receiver, type ReceiverOptions, startReceiver } from './receiver.ts';

/** Starts the receiver that the configuration describes, for those of the providers that send webhooks. */
export async function openReceiver(
  settings: WebhookSettings,
  providers: readonly ConnectedProvider[],
  options: Omit<ReceiverOptions, 'listen' | 'routes'>,
): Promise<Result<Receiver>> {
  const secret = await readSecret(settings);
  if (!secret.ok) return secret;
  const base = new URL(settings.publicUrl).pathname.replace(/\/+$/, '');
  const routes = providers.flatMap(({ settings: { name }, provider: { webhooks } }): readonly Route[] => {
    const path = pathFor(secret.value, name);
    // A proxy may take the public address's own path off, or leave it on.
    const paths = [...new Set([path, base + path])];
    return webhooks === undefined ? [] : [{ provider: name, paths, webhooks, secret: secret.value }];
  });
  if (routes.length === 0)
    return fail(problem('unsupported', 'none of the configured providers sends webhooks'));
  return startReceiver({ ...options, listen: settings.listen, routes });
}

/** The secret, or why it cannot be read. */
export async function readSecret({ secret }: WebhookSettings): Promise<Result<string>> {
  try {
    return succeed(await secret.reveal());
  } catch (error) {
    if (error instanceof SecretUnreadable) return fail(problem('config', plainText(error.message)));
    throw error;
  }
}

/** The address that each provider is told who sends webhooks. */
export async function addressesFor(
  settings: WebhookSettings,
  providers: readonly ConnectedProvider[],
): Promise<Result<ReadonlyMap<string, string>>> {
  return mapResult(
    await readSecret(settings),
    (secret) =>
      new Map(
        providers.flatMap(({ settings: { name }, provider }) =>
          provider.webhooks === undefined ? [] : [[name, publicUrlFor(settings, secret, name)] as const],
        ),
      ),
  );
}

/** The address that a provider is told. */
export const publicUrlFor = ({ publicUrl }: WebhookSettings, secret: string, provider: string): string =>
  `${publicUrl}${pathFor(secret, provider)}`;
