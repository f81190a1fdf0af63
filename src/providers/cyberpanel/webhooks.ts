import { z } from 'zod';
import type { WebhookMessage } from '../../model/webhook.ts';
import { identifier, maybeName, maybeTime, nameText } from '../lenient.ts';
import type { Webhooks } from '../provider.ts';

const webhook = z.object({
  event: z.string().min(1).transform(nameText),
  timestamp: maybeTime,
  data: z
    .object({
      vps_id: identifier.transform(nameText).nullish().catch(null),
      name: maybeName,
      status: maybeName,
    })
    .nullish()
    .catch(null),
});

const ends: Readonly<Record<string, WebhookMessage['end']>> = {
  'vps.deployment.completed': 'succeeded',
  'vps.deployment.failed': 'failed',
};

/** Vendor docs, "Webhook Notifications": the body of a failed deployment is not shown there. */
export const webhooks: Webhooks = {
  signatureHeader: 'x-webhook-signature',
  createFields: { url: 'webhook_url', secret: 'webhook_secret' },
  read: (body) => {
    const raw = webhook.safeParse(body).data;
    if (raw === undefined) return null;
    const { event, timestamp, data } = raw;
    return {
      event,
      at: timestamp,
      resourceId: data?.vps_id ?? null,
      name: data?.name ?? null,
      status: data?.status ?? null,
      end: ends[event] ?? null,
    };
  },
};
