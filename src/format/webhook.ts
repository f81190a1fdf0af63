import type { WebhookEvent } from '../model/webhook.ts';

/** `vps.deployment.completed: running`, and whether that is more than a hint. */
export const webhookSentence = ({ event, status, isVerified }: WebhookEvent): string =>
  `${event}${status === null ? '' : `: ${status}`}${isVerified ? '' : ', unsigned'}`;
