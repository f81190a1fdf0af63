import { z } from 'zod';
import { maybeName, maybeTime, nameText } from '../lenient.ts';
import type { Webhooks } from '../provider.ts';

/** All that the vendor lists (docs, "Webhooks"). */
export const webhookEvents = [
  'deployment.started',
  'deployment.completed',
  'deployment.failed',
  'site.status_changed',
  'site.created',
  'site.deleted',
  'domain.configured',
  'ssl.issued',
  'database.created',
  'service.deployed',
  'credits.low',
  'alert.triggered',
] as const;

const webhook = z.object({
  event: z.string().min(1).transform(nameText),
  timestamp: maybeTime,
  data: z.object({ site_id: maybeName, site_name: maybeName, status: maybeName }).nullish().catch(null),
});

/**
 * Vendor docs, "Webhooks". They are signed, but neither the header nor the way is known: so they end nothing. The test
 * ping at the registration has no documented body; what has no event is none.
 */
export const webhooks: Webhooks = {
  signatureHeader: null,
  read: (body) => {
    const raw = webhook.safeParse(body).data;
    if (raw === undefined) return null;
    const { event, timestamp, data } = raw;
    return {
      event,
      at: timestamp,
      resourceId: data?.site_id ?? null,
      name: data?.site_name ?? null,
      status: data?.status ?? null,
      end: null,
    };
  },
};
