import { createHmac } from 'node:crypto';

/** Enough that it cannot be guessed: 128 bits, in hex. */
const tokenLength = 32;

/**
 * Where one provider's webhooks arrive. The path cannot be guessed, and follows from the secret: it is the same after a
 * restart, and nothing of it need be kept.
 */
export const pathFor = (secret: string, provider: string): string =>
  `/webhooks/${derived(secret, `path of ${provider}`).slice(0, tokenLength)}`;

/** What a provider signs with whose way of signing nobody knows: it is not told the secret that others sign with. */
export const ownSecretFor = (secret: string, provider: string): string =>
  derived(secret, `secret of ${provider}`);

const derived = (secret: string, what: string): string =>
  createHmac('sha256', secret).update(`fleetop webhooks: ${what}`).digest('hex');
