import { z } from 'zod';
import { maybeName } from '../lenient.ts';
import type { Webhooks } from '../provider.ts';
import { webhookReader } from '../read-webhook.ts';

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

const data = z.object({ site_id: maybeName, site_name: maybeName, status: maybeName });

/**
 * Vendor docs, "Webhooks". They are signed, but neither the header nor the way is known: so they end nothing. The test
 * ping at the registration has no documented body; what has no event is none.
 */
export const webhooks: Webhooks = {
  signatureHeader: null,
  read: webhookReader(data, ({ site_id, site_name, status }) => ({
    resourceId: site_id,
    name: site_name,
    status,
  })),
};
