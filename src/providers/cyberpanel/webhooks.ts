import { z } from 'zod';
import { plainText } from '../../model/text.ts';
import type { WebhookMessage } from '../../model/webhook.ts';
import { identifier, maybeText, maybeTime } from '../lenient.ts';
import type { Webhooks } from '../provider.ts';

const webhook = z.object({
  event: z.string().min(1).max(200).transform(plainText),
  timestamp: maybeTime,
  data: z
    .object({ vps_id: identifier.nullish().catch(null), name: maybeText, status: maybeText })
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
      resourceId: plainOrNull(data?.vps_id),
      name: plainOrNull(data?.name),
      status: plainOrNull(data?.status),
      end: ends[event] ?? null,
    };
  },
};

const plainOrNull = (text: string | null | undefined): string | null =>
  text == null ? null : plainText(text);
