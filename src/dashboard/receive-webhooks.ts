import { createToldEnds, type ToldEnds } from '../actions/told-ends.ts';
import type { Session } from '../cli/session.ts';
import type { ActionRequest, Fields } from '../model/action.ts';
import type { FleetEvent } from '../model/fleet-event.ts';
import { maskedText } from '../model/mask.ts';
import { receiverOff, type WebhookEvent } from '../model/webhook.ts';
import type { Clock } from '../runtime/deps.ts';

export type ReceivingOptions = {
  readonly clock: Clock;
  readonly emit: (event: FleetEvent) => void;
  /** Reads the lists of a provider anew. */
  readonly refresh: (provider: string) => void;
  readonly signal: AbortSignal;
};

export type Receiving = {
  readonly told: ToldEnds;
  /** A creation with what has the provider tell its end here. */
  readonly added: (request: ActionRequest) => Promise<ActionRequest>;
  /** What {@link Receiving.added} adds to the creation of a server, as it may be shown; null: nothing. */
  readonly shownFields: (provider: string) => Fields | null;
};

/** Another fleetop may have the port, and end. */
const tryAgainMs = 30_000;

/** Receives webhooks as the configuration says, until the signal aborts. What goes wrong is told; nothing else depends on it. */
export function receiveWebhooks(
  { config, providers }: Pick<Session, 'config' | 'providers'>,
  { clock, emit, refresh, signal }: ReceivingOptions,
): Receiving {
  const settings = config.webhooks;
  /** The address that each provider is told, whoever listens behind it; none before the secret was read. */
  let addresses: ReadonlyMap<string, string> = new Map();
  let isListening = false;
  const connectedTo = (name: string) => providers.find((connected) => connected.settings.name === name);
  const fieldsOf = (name: string) => connectedTo(name)?.provider.webhooks?.createFields;
  const desk = createToldEnds((request) => {
    const url = 'create' in request ? fieldsOf(request.provider)?.url : undefined;
    return (
      isListening &&
      url !== undefined &&
      'create' in request &&
      request.fields[url] !== undefined &&
      request.fields[url] === addresses.get(request.provider)
    );
  });

  const run = async (): Promise<void> => {
    if (settings === null) return;
    const [{ openReceiver, addressesFor }, { limitRefresh }, { tellRefusals }] = await Promise.all([
      import('../webhooks/open-receiver.ts'),
      import('../webhooks/limit-refresh.ts'),
      import('../webhooks/tell-refusals.ts'),
    ]);
    const onRefused = tellRefusals(clock, (refusals) => emit({ type: 'webhooks-refused', refusals }), signal);
    const wish = limitRefresh(clock, refresh, signal);
    const onEvent = (webhook: WebhookEvent) => {
      emit({ type: 'webhook-received', webhook });
      desk.take(webhook);
      wish(webhook.provider);
    };
    for (let isFirst = true; !signal.aborted; isFirst = false) {
      const read = await addressesFor(settings, providers);
      if (read.ok) addresses = read.value;
      else settings.secret.forget();
      const opened = read.ok ? await openReceiver(settings, providers, { clock, onEvent, onRefused }) : read;
      if (opened.ok) {
        isListening = true;
        if (!signal.aborted) tell('listening', `webhooks are received at ${opened.value.address}`);
        await aborted(signal);
        isListening = false;
        opened.value.close();
        return;
      }
      if (isFirst && !signal.aborted) tell('failed', opened.problem.message);
      await clock.sleep(tryAgainMs, signal);
    }
  };
  const tell = (state: 'listening' | 'failed', message: string) =>
    emit({ type: 'receiver-changed', receiver: { state, message } });

  if (settings === null) emit({ type: 'receiver-changed', receiver: receiverOff });
  void run();
  return {
    told: desk,
    added: async (request) => {
      const connected = 'create' in request ? connectedTo(request.provider) : undefined;
      if (settings === null || connected === undefined) return request;
      const { addToCreation } = await import('../webhooks/add-to-creation.ts');
      const added = await addToCreation(request, connected, settings);
      // Without it the end is found by asking.
      return added.ok ? added.value : request;
    },
    shownFields: (provider) => {
      const [fields, address] = [fieldsOf(provider), addresses.get(provider)];
      return fields === undefined || address === undefined
        ? null
        : { [fields.url]: address, [fields.secret]: maskedText };
    },
  };
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
