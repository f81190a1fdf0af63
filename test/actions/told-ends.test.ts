import { describe, expect, test } from 'vitest';
import { followAction } from '../../src/actions/follow.ts';
import { createToldEnds } from '../../src/actions/told-ends.ts';
import type { Accepted, ActionRequest } from '../../src/model/action.ts';
import type { WebhookEvent } from '../../src/model/webhook.ts';
import { startApi } from '../support/api.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { connectTestProvider, never } from '../support/provider.ts';
import { testServer } from '../support/resources.ts';

const request: ActionRequest = { create: 'server', provider: 'cyber', fields: { hostname: 'web-9' } };
const created = testServer({ ref: 'cyber/46', provider: 'cyber', id: '46', name: 'web-9' });
const accepted: Accepted = {
  message: 'initiated',
  deploymentId: null,
  actionId: null,
  status: 'deploying',
  created,
  oneTimeSecret: null,
};
const webhook = (given: Partial<WebhookEvent> = {}): WebhookEvent => ({
  id: 'w1',
  provider: 'cyber',
  event: 'vps.deployment.completed',
  at: 0,
  receivedAt: 0,
  resourceId: '46',
  ref: 'cyber/46',
  name: 'web-9',
  status: 'running',
  end: 'succeeded',
  isVerified: true,
  ...given,
});

/** A machine that is ready when `readyAfterMs` have passed, created at CyberPanel, and followed. */
async function follow(readyAfterMs: number, expects = true) {
  let busy = 0;
  const clock = createManualClock(0, () => busy > 0);
  const api = await startApi({
    'GET /vps/46/deployment': () => ({
      body: {
        success: true,
        data:
          clock.elapsed() < readyAfterMs
            ? { vps_id: 46, deployment_status: 'in_progress', is_ready: false }
            : { vps_id: 46, deployment_status: 'completed', is_ready: true },
      },
    }),
    'GET /vps/46': {
      body: { success: true, data: { id: 46, vmid: 46, name: 'web-9', status: 'running' } },
    },
  });
  const connected = connectTestProvider('cyberpanel', api.url, {
    name: 'cyber',
    fetch: async (url, init) => {
      busy += 1;
      const { fetch } = await import('undici');
      return fetch(url, init).finally(() => {
        setImmediate(() => {
          busy -= 1;
        });
      });
    },
  });
  const desk = createToldEnds(() => expects);
  const ending = followAction(
    connected,
    request,
    accepted,
    { clock, deadlineMs: 600_000, onProgress: () => {}, told: desk },
    never,
  );
  const polls = () => api.requests.filter(({ path }) => path.endsWith('/deployment')).length;
  return { clock, desk, ending, polls };
}

describe('the end of a creation that is told', () => {
  test('ends it at once, with at most two polls in the three minutes before', async () => {
    const { clock, desk, ending, polls } = await follow(Number.POSITIVE_INFINITY);
    await clock.advance(180_000);
    expect(polls()).toBeLessThanOrEqual(2);
    desk.take(webhook());
    expect(await ending).toMatchObject({
      ok: true,
      status: 'running',
      message: 'running, as vps.deployment.completed told',
    });
  });

  test('may come before the answer to the creation', async () => {
    const desk = createToldEnds(() => true);
    desk.take(webhook());
    expect(await desk.endOf('cyber/46', never)).toMatchObject({ ok: true });
  });

  test('is kept for the newest alone', async () => {
    const desk = createToldEnds(() => true);
    for (let id = 0; id <= 200; id += 1) desk.take(webhook({ ref: `cyber/${id}` }));
    const gone = AbortSignal.abort();
    expect(await desk.endOf('cyber/0', gone)).toBeNull();
    expect(await desk.endOf('cyber/1', gone)).toMatchObject({ ok: true });
    expect(await desk.endOf('cyber/200', gone)).toMatchObject({ ok: true });
  });

  test('is a failure where it failed', async () => {
    const { desk, ending, polls } = await follow(Number.POSITIVE_INFINITY);
    desk.take(webhook({ event: 'vps.deployment.failed', end: 'failed', status: null }));
    expect(await ending).toMatchObject({ ok: false, message: 'failed, as vps.deployment.failed told' });
    expect(polls()).toBe(0);
  });

  test.each([
    ['never comes', []],
    ['nothing stands behind', [webhook({ isVerified: false })]],
    ['is about another one', [webhook({ ref: 'cyber/47' })]],
    ['is about no end', [webhook({ end: null })]],
  ])('one that %s loses nothing: it is found by asking', async (_name, webhooks) => {
    const { clock, desk, ending, polls } = await follow(100_000);
    for (const one of webhooks) desk.take(one);
    await clock.advance(300_000);
    expect(await ending).toMatchObject({ ok: true, status: 'running', message: 'succeeded' });
    expect(polls()).toBe(2);
  });

  test('nobody expects: it is asked about as often as ever', async () => {
    const { clock, ending, polls } = await follow(30_000, false);
    await clock.advance(60_000);
    expect(await ending).toMatchObject({ ok: true });
    expect(polls()).toBeGreaterThan(4);
  });

  test('who gives up waiting is forgotten', async () => {
    const desk = createToldEnds(() => true);
    const leaving = new AbortController();
    const end = desk.endOf('cyber/46', leaving.signal);
    leaving.abort();
    expect(await end).toBeNull();
  });
});
