import { z } from 'zod';
import type { WebhookMessage } from '../model/webhook.ts';
import { maybeTime, nameText } from './lenient.ts';
import type { Webhooks } from './provider.ts';

type About = Pick<WebhookMessage, 'resourceId' | 'name' | 'status'>;

const nothing: About = { resourceId: null, name: null, status: null };

/**
 * Reads what both vendors send: `{ event, timestamp, data }`, of which `data` is read as far as it can be. `ends`: the
 * events that tell how a deployment ended.
 */
export function webhookReader<Data>(
  data: z.ZodType<Data>,
  about: (data: Data) => About,
  ends: Readonly<Record<string, WebhookMessage['end']>> = {},
): Webhooks['read'] {
  const message = z.object({
    event: z.string().min(1).transform(nameText),
    timestamp: maybeTime,
    data: data.nullish().catch(null),
  });
  // Events have names of a stranger's choice, `constructor` for one.
  const endOf = (event: string) => (Object.hasOwn(ends, event) ? (ends[event] ?? null) : null);
  return (body) => {
    const raw = message.safeParse(body).data;
    if (raw === undefined) return null;
    const { event, timestamp: at } = raw;
    return { event, at, ...(raw.data == null ? nothing : about(raw.data)), end: endOf(event) };
  };
}
