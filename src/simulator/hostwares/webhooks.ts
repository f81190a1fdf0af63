import type { World } from '../http/api.ts';
import { textField, textsField } from '../http/body.ts';
import type { RouteTable } from '../http/router.ts';
import { hash } from '../random.ts';
import { isReachable } from '../webhooks.ts';
import { badRequest, ok } from './replies.ts';

const names: readonly string[] = [
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
];

/** Tells those who registered for an event, `afterMs` from now. */
export type Announce = (event: string, data: Readonly<Record<string, unknown>>, afterMs?: number) => void;

/**
 * Receivers, as the page on webhooks has them: an HTTPS address, a list of events, a secret; a test ping goes out at
 * once. How they are signed was beyond the readable part of that page: here they are not.
 */
export const createWebhooks = (world: World) => {
  const receivers = new Map<string, readonly string[]>();
  let count = 0;
  const announce: Announce = (event, data, afterMs = 0) => {
    count += 1;
    const body = {
      id: `evt_${count}`,
      event,
      timestamp: new Date(world.now() + afterMs).toISOString(),
      account_id: 'user_1',
      data,
    };
    for (const [url, events] of receivers)
      if (events.includes(event))
        world.webhooks.send({ provider: 'hostwares', url, body, secret: null, afterMs });
  };
  const routes: RouteTable = {
    'POST /webhooks': ({ body }) => {
      const url = textField(body, 'url');
      const events = textsField(body, 'events') ?? [];
      if (url === null || !(url.startsWith('https://') || isReachable(url)))
        return badRequest('url must be an HTTPS address');
      if (events.length === 0 || !events.every((event) => names.includes(event)))
        return badRequest(`events must be some of: ${names.join(', ')}`);
      if (textField(body, 'secret') === null) return badRequest('secret is required');
      receivers.set(url, events);
      const ping = { event: 'ping' };
      world.webhooks.send({ provider: 'hostwares', url, body: ping, secret: null, afterMs: 0 });
      return ok({ id: `wh_${hash(world.seed, 'hostwares', 'webhook', url)}`, url, events }, 201);
    },
  };
  return { announce, routes };
};
