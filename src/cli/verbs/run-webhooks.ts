import { webhookSentence } from '../../format/webhook.ts';
import { plainText } from '../../model/text.ts';
import type { WebhookEvent } from '../../model/webhook.ts';
import { addressesFor, openReceiver } from '../../webhooks/open-receiver.ts';
import { refusedText } from '../../webhooks/outcomes.ts';
import type { Context } from '../context.ts';
import { isoTime } from '../json/iso-time.ts';
import { webhookJson } from '../json/webhook-json.ts';
import { openSession } from '../open-session.ts';
import { UsageError } from '../usage-error.ts';
import type { Run } from '../verb.ts';
import { configuredWebhooks } from '../webhooks/configured-webhooks.ts';

/** How often it is said on stderr what was refused, where there is something new. */
const tellMs = 10_000;

export const runWebhooks: Run<Record<never, never>> = async (context) => {
  const { world } = context;
  const { config, providers } = await openSession(context);
  const settings = configuredWebhooks(config);
  const opened = await openReceiver(settings, providers, {
    clock: world.clock,
    onEvent: (event) => print(context, event),
  });
  if (!opened.ok) {
    const { message, code } = opened.problem;
    throw new UsageError(message, code === 'unsupported' ? code : 'config');
  }
  const receiver = opened.value;
  world.defer(receiver.close);
  context.say(`listening on ${receiver.address}, reached at ${settings.publicUrl}`);
  const addresses = await addressesFor(settings, providers);
  for (const { settings: own, provider } of providers)
    if (provider.webhooks !== undefined)
      context.say(
        `${own.name}: ${howReceived(provider.webhooks.signatureHeader, addresses.ok ? addresses.value.get(own.name) : undefined)}`,
      );
  let told = '';
  while (!world.signal.aborted) {
    await world.clock.sleep(tellMs, world.signal);
    const line = refusedText(receiver.tally());
    if (line !== told && line !== '') context.say(`refused so far: ${line}`);
    told = line;
  }
  return 0;
};

/** An address that is its own only protection is not said. */
const howReceived = (signatureHeader: string | null, address: string | undefined): string =>
  signatureHeader === null
    ? 'signed in a way that is not known, so not believed; fleetop webhooks register tells it the address'
    : `signed; told with each creation of a server: ${address ?? ''}`;

function print(context: Context, event: WebhookEvent): void {
  if (context.options.json === true) {
    context.printJsonLine(webhookJson(event));
    return;
  }
  const { receivedAt, provider, ref, name } = event;
  const about = [name, ref].filter((part) => part !== null).join(' ');
  context.print([
    plainText(
      `${isoTime(receivedAt)} ${provider} ${about === '' ? '' : `${about} `}${webhookSentence(event)}`,
    ),
  ]);
}
