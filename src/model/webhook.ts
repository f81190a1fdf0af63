/** What a provider says in a webhook, in its own words. Texts are plain text. */
export type WebhookMessage = {
  /** `vps.deployment.completed` */
  readonly event: string;
  /** When it happened by the provider's clock, epoch ms; null where it does not say. */
  readonly at: number | null;
  /** Id of the server or app that it is about; null where it names none. */
  readonly resourceId: string | null;
  readonly name: string | null;
  readonly status: string | null;
  /** How a deployment ended, where it is about that. */
  readonly end: 'succeeded' | 'failed' | null;
};

/** A webhook that was received and taken for what it says it is. */
export type WebhookEvent = WebhookMessage & {
  /** Its own, within this process. */
  readonly id: string;
  /** The configured name. */
  readonly provider: string;
  /** Reference of what it is about. */
  readonly ref: string | null;
  /** Epoch ms. */
  readonly receivedAt: number;
  /** False where nothing shows that the provider sent it: then it is a hint to look, and no more. */
  readonly isVerified: boolean;
};

/** How the receiver of webhooks stands. */
export type WebhookReceiver = {
  readonly state: 'off' | 'listening' | 'failed';
  /** A sentence for the operator; empty while it is off. */
  readonly message: string;
};

/** What came to the receiver and was not taken. Nothing of it is in here: the words are ours. */
export type WebhookRefusals = {
  /** `3 refused, the last badly signed: 2 badly signed, 1 wrong path` */
  readonly message: string;
  /** Epoch ms of the last. */
  readonly at: number;
  /** Whether some came to an address that only a provider is told, as with a wrong secret; not those who try any. */
  readonly isAtAddress: boolean;
};

export const receiverOff: WebhookReceiver = { state: 'off', message: '' };
