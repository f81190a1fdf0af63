import type { IncomingHttpHeaders } from 'node:http';
import { referenceOf } from '../model/reference.ts';
import type { WebhookEvent } from '../model/webhook.ts';
import type { Webhooks } from '../providers/provider.ts';
import type { Clock } from '../runtime/deps.ts';
import type { Outcome } from './outcomes.ts';
import { createReplayGuard } from './replay-guard.ts';
import { isSignedWith } from './signature.ts';

/** Where one provider's webhooks arrive, and how they are told from anybody else's. */
export type Route = {
  /** The configured name. */
  readonly provider: string;
  readonly paths: readonly string[];
  readonly webhooks: Webhooks;
  /** What they are signed with. */
  readonly secret: string;
};

export type Delivered = { readonly outcome: Outcome; readonly event: WebhookEvent | null };

/** Judges the requests that reach one route. */
export type Deliver = (headers: IncomingHttpHeaders, body: Uint8Array) => Delivered;

/** Of what nobody signs so many are taken in a minute: whoever learns the address can do no more than that. */
const mostUnsigned = 30;
const minuteMs = 60_000;

/** What is signed is believed, and must be; what nothing shows the sender of is a hint, and may be of any shape. */
export function createDeliver(route: Route, clock: Pick<Clock, 'now' | 'elapsed'>): Deliver {
  const { signatureHeader, read } = route.webhooks;
  const isVerified = signatureHeader !== null;
  const guard = createReplayGuard(clock);
  let taken: readonly number[] = [];
  let count = 0;

  const isTooMany = (): boolean => {
    const now = clock.elapsed();
    taken = [...taken.filter((at) => now - at < minuteMs), now].slice(-mostUnsigned - 1);
    return taken.length > mostUnsigned;
  };
  const fault = (headers: IncomingHttpHeaders, body: Uint8Array): Outcome | null => {
    if (signatureHeader === null) return isTooMany() ? 'too many' : null;
    const header = headers[signatureHeader];
    if (header === undefined) return 'unsigned';
    return isSignedWith(route.secret, body, header) ? null : 'badly signed';
  };

  return (headers, body) => {
    const refused = fault(headers, body);
    if (refused !== null) return { outcome: refused, event: null };
    const message = read(parsed(body));
    // Without its time nothing says that it is not an old one.
    if (message === null || message.at === null)
      return { outcome: isVerified ? 'unreadable' : 'unknown', event: null };
    const freshness = guard.admit(body, message.at);
    if (freshness !== 'fresh')
      return { outcome: freshness === 'seen' ? 'seen before' : 'stale', event: null };
    const { provider } = route;
    const ref = message.resourceId === null ? null : referenceOf(provider, message.resourceId);
    const receivedAt = clock.now();
    count += 1;
    const id = `${provider}-${receivedAt}-${count}`;
    return { outcome: 'accepted', event: { ...message, id, provider, ref, receivedAt, isVerified } };
  };
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function parsed(body: Uint8Array): unknown {
  try {
    const value: unknown = JSON.parse(utf8.decode(body));
    return value;
  } catch {
    return undefined;
  }
}
