import { z } from 'zod';
import { plainText } from '../../model/text.ts';
import { maybeText, maybeTime } from '../lenient.ts';
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
  event: z.string().min(1).max(200).transform(plainText),
  timestamp: maybeTime,
  data: z.object({ site_id: maybeText, site_name: maybeText, status: maybeText }).nullish().catch(null),
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
      resourceId: plainOrNull(data?.site_id),
      name: plainOrNull(data?.site_name),
      status: plainOrNull(data?.status),
      end: null,
    };
  },
};

const plainOrNull = (text: string | null | undefined): string | null =>
  text == null ? null : plainText(text);
