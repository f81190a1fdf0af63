import { z } from 'zod';
import { identifier, maybeName, nameText } from '../lenient.ts';
import type { Webhooks } from '../provider.ts';
import { webhookReader } from '../read-webhook.ts';

const data = z.object({
  vps_id: identifier.transform(nameText).nullish().catch(null),
  name: maybeName,
  status: maybeName,
});

/** Vendor docs, "Webhook Notifications": the body of a failed deployment is not shown there. */
export const webhooks: Webhooks = {
  signatureHeader: 'x-webhook-signature',
  createFields: { url: 'webhook_url', secret: 'webhook_secret' },
  read: webhookReader(data, ({ vps_id, name, status }) => ({ resourceId: vps_id ?? null, name, status }), {
    'vps.deployment.completed': 'succeeded',
    'vps.deployment.failed': 'failed',
  }),
};
