import { createHmac, timingSafeEqual } from 'node:crypto';

const shape = /^sha256=([0-9a-f]{64})$/i;

/**
 * Whether `sha256=` and hex is the HMAC-SHA256 of a raw body by a secret. How long that takes tells nothing of the right
 * one. A header that came twice is two values with a comma between, and so is none.
 */
export function isSignedWith(
  secret: string,
  body: Uint8Array,
  header: string | readonly string[] | undefined,
): boolean {
  const hex = typeof header === 'string' ? shape.exec(header)?.[1] : undefined;
  if (hex === undefined) return false;
  return timingSafeEqual(Buffer.from(hex, 'hex'), createHmac('sha256', secret).update(body).digest());
}
