import { expect, onTestFinished, test } from 'vitest';
import { act, prepareAction } from '../../src/actions/act.ts';
import type { FleetEvent } from '../../src/model/fleet-event.ts';
import { succeed } from '../../src/model/result.ts';
import { startPolling } from '../../src/polling/start-polling.ts';
import type { CreateProvider } from '../../src/providers/provider.ts';
import { startApi } from '../support/api.ts';
import { connectTestProvider, never } from '../support/provider.ts';
import { testServer } from '../support/resources.ts';

/** An adapter with a fault of its own, in everything but the check. */
const faulty =
  (fault: () => never): CreateProvider =>
  ({ connect }) => {
    connect({ authorize: async () => ({ authorization: 'Bearer key-1234567' }), readError: () => null });
    return {
      check: async () => succeed({ account: null, notes: [], warnings: [] }),
      listServers: async () => fault(),
      listApps: () => fault(),
      readBilling: async () => fault(),
      prepare: async () => succeed({ request: { method: 'POST', path: '/x' }, fallback: null, read: fault }),
    };
  };

const breaks = (): never => {
  throw new TypeError('cannot read \u001b[2J of undefined');
};

test('an exception in a poll is told as a problem of its provider, reported once, and the others go on', async () => {
  const api = await startApi({ 'GET /api/v1/servers': { body: { success: true, data: [] } } });
  const events: FleetEvent[] = [];
  const reported: unknown[] = [];
  const report = (error: unknown) => {
    reported.push(error);
    return '/state/crash-1.txt';
  };
  const polling = startPolling({
    providers: [
      connectTestProvider('spheron', api.url, { create: faulty(breaks), report, name: 'broken' }),
      connectTestProvider('sparrowhost', api.url, { name: 'whole' }),
    ],
    // Long enough for everybody to begin, and for nobody to ask again.
    clock: {
      now: Date.now,
      elapsed: () => performance.now(),
      sleep: (ms) => (ms < 1_000 ? Promise.resolve() : new Promise(() => {})),
    },
    interest: () => ({ selected: null, visible: [] }),
    emit: (event) => void events.push(event),
  });
  onTestFinished(polling.stop);
  const failed = () => events.filter((event) => event.type === 'poll-failed' && event.provider === 'broken');
  await expect.poll(() => failed().length).toBe(3);
  expect(failed()).toMatchObject(
    ['apps', 'billing', 'servers'].map(() => ({
      problem: {
        code: 'protocol',
        message:
          'fleetop failed on what it answered: cannot read ␛[2J of undefined; the report is /state/crash-1.txt',
      },
    })),
  );
  expect(reported).toEqual([expect.any(TypeError)]);
  await expect.poll(() => events.some(({ type }) => type === 'servers-listed')).toBe(true);
});

test('what was accepted stays accepted when its reply cannot be read', async () => {
  const api = await startApi({ 'POST /x': { body: { ok: 1 } } });
  const connected = connectTestProvider('sparrowhost', api.url, { create: faulty(breaks) });
  const request = { target: { kind: 'server', resource: testServer() }, deed: { verb: 'reboot' } } as const;
  const prepared = await prepareAction(connected, request, never);
  if (!prepared.ok) throw new Error(prepared.problem.message);
  const entries: unknown[] = [];
  const outcome = await act(
    connected,
    request,
    prepared.value,
    {
      journal: { append: (entry) => succeed(void entries.push(entry)) },
      actor: { user: 'ops', host: 'here', pid: 1, processStart: null },
      deps: { clock: { now: Date.now, elapsed: Date.now, sleep: async () => {} }, random: Math.random },
    },
    never,
  );
  expect(outcome).toMatchObject({
    type: 'accepted',
    accepted: { message: expect.stringMatching(/^accepted; /) },
  });
  expect(entries).toMatchObject([{ type: 'intent' }, { type: 'outcome', ok: true }]);
  expect(api.requests.map(({ method }) => method)).toEqual(['POST']);
});
