import type { WebhookSettings } from '../../config/config.ts';
import { isLoopback } from '../../model/loopback.ts';
import type { ConnectedProvider } from '../../providers/connect.ts';
import { definitionOf, providerTypes } from '../../providers/registry.ts';
import type { Clock } from '../../runtime/deps.ts';
import { openReceiver, readSecret } from '../../webhooks/open-receiver.ts';
import { type Check, failed, ok, warn } from './check.ts';

/** What receives webhooks: whether it can listen, and whether the providers can reach it. */
export async function checkWebhooks(
  settings: WebhookSettings | null,
  providers: readonly ConnectedProvider[],
  clock: Clock,
): Promise<readonly Check[]> {
  if (settings === null) return [ok('webhooks', 'not configured: providers are asked, nothing is received')];
  const secret = await readSecret(settings);
  if (!secret.ok)
    return [
      failed('webhooks', secret.problem.message, 'correct it in the configuration, or set what it names'),
    ];
  return [await checkListening(settings, providers, clock), checkPublicUrl(settings)];
}

async function checkListening(
  settings: WebhookSettings,
  providers: readonly ConnectedProvider[],
  clock: Clock,
): Promise<Check> {
  const opened = await openReceiver(settings, providers, { clock, onEvent: () => {} });
  if (!opened.ok)
    return warn(
      'webhooks',
      opened.problem.message,
      opened.problem.code === 'unsupported'
        ? `${senders()} do`
        : 'a fleetop that runs may have the port; else choose another one',
    );
  const { address, close } = opened.value;
  close();
  return isLoopback(settings.listen.host)
    ? ok('webhooks', `${address} is free to listen on`)
    : warn(
        'webhooks',
        `${address} can be reached from other machines, unencrypted`,
        'listen on 127.0.0.1, behind a proxy that has TLS',
      );
}

/** The types of provider that send any, as their vendors write them. */
const senders = (): string =>
  new Intl.ListFormat('en').format(
    providerTypes
      .map(definitionOf)
      .filter(({ sendsWebhooks }) => sendsWebhooks === true)
      .map(({ title }) => title),
  );

const checkPublicUrl = ({ publicUrl }: WebhookSettings): Check =>
  publicUrl.startsWith('https:')
    ? ok('webhooks.url', `providers are told ${publicUrl}`)
    : warn('webhooks.url', `${publicUrl} is this machine alone`, 'set publicUrl to an https:// address');
