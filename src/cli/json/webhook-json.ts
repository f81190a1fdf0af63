import type { WebhookEvent } from '../../model/webhook.ts';
import { isoTime } from './iso-time.ts';

/** A webhook as the outside contract names its fields. */
export const webhookJson = ({
  receivedAt,
  at,
  provider,
  event,
  ref,
  name,
  status,
  isVerified,
}: WebhookEvent) => ({
  receivedAt: isoTime(receivedAt),
  at: isoTime(at),
  provider,
  event,
  target: ref,
  name,
  status,
  verified: isVerified,
});
