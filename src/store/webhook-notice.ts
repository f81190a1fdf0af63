import { formatClockTime } from '../format/clock-time.ts';
import { webhookSentence } from '../format/webhook.ts';
import type { FleetState } from './fleet-state.ts';

type Heard = Pick<FleetState, 'webhooks' | 'receiver'>;

/** A line for the newest webhook, or for what became of their receiver; null where neither is news. */
export function webhookNotice(now: Heard, before: Heard): string | null {
  const newest = now.webhooks.at(-1);
  if (newest !== undefined && newest !== before.webhooks.at(-1)) {
    const { provider, name, receivedAt } = newest;
    return `${formatClockTime(receivedAt)} ${provider}: ${name === null ? '' : `${name} `}${webhookSentence(newest)}`;
  }
  if (now.receiver === before.receiver || now.receiver.message === '') return null;
  return now.receiver.message;
}
