import { expect, test } from 'vitest';
import { createCarryOut } from '../../src/actions/carry-out.ts';
import type { ActionRecord, FleetEvent } from '../../src/model/fleet-event.ts';
import { succeed } from '../../src/model/result.ts';
import type { ConnectedProvider } from '../../src/providers/connect.ts';
import { startApi } from '../support/api.ts';
import { connectTestProvider } from '../support/provider.ts';
import { testServer } from '../support/resources.ts';

type FourOptions = {
  /** The server that cannot be stopped. */
  readonly stuck?: string;
  /** The one whose key is rejected once it is stopped. */
  readonly blind?: string;
  /** What the configuration has of the provider once a request was sent. */
  readonly after?: (connected: ConnectedProvider) => readonly ConnectedProvider[];
};

/** Four servers that are to be stopped, and how each ended. */
async function stopFour(keepGoing: boolean, { stuck = '1', blind, after }: FourOptions = {}) {
  const row = (id: string) => ({ id, name: `web-${id}`, status: 'running' as const, ipv4: '192.0.2.1' });
  const ids = ['1', '2', '3', '4'];
  const stopped = new Set<string>();
  const stopping = new Set<string>();
  /** As it is being stopped when it is read first. */
  const stateOf = (id: string) => {
    if (stopping.delete(id)) return 'stopping';
    return stopped.has(id) ? 'stopped' : 'running';
  };
  const api = await startApi(
    Object.fromEntries(
      ids.flatMap((id) => [
        [
          `GET /api/v1/servers/${id}`,
          () =>
            stopped.has(id) && id === blind
              ? { status: 401, body: { success: false, message: 'bad key' } }
              : {
                  body: {
                    success: true,
                    data: { ...row(id), status: stateOf(id) },
                  },
                },
        ],
        [
          `POST /api/v1/servers/${id}/actions`,
          () => {
            if (id === stuck) return { status: 409, body: { success: false, message: 'it is being moved' } };
            stopped.add(id);
            stopping.add(id);
            return { body: { success: true, data: { message: 'initiated' } } };
          },
        ],
      ]),
    ),
  );
  const records = new Map<string, ActionRecord>();
  const waited: string[] = [];
  /** The last state that was told of each before its end. */
  const states = new Map<string, string>();
  const connected = connectTestProvider('sparrowhost', api.url, { name: 'sparrow' });
  const hasSent = () => api.requests.some(({ method }) => method === 'POST');
  const carryOut = createCarryOut({
    providers: () => (after !== undefined && hasSent() ? after(connected) : [connected]),
    journal: { append: () => succeed(undefined) },
    actor: { user: 'ada', host: 'desk', pid: 1, processStart: null },
    deps: {
      clock: { now: Date.now, elapsed: () => performance.now(), sleep: async () => {} },
      random: () => 0.5,
    },
    emit: (event: FleetEvent) => {
      if (event.type === 'actions-waiting')
        waited.push(...event.actions.map(({ name, phase }) => `${name} ${phase}, ${records.size} begun`));
      if (event.type === 'state-read' && records.get(event.target.resource.name)?.endedAt === null)
        states.set(event.target.resource.name, event.target.resource.status);
      if (event.type === 'action-changed') records.set(event.action.name, event.action);
    },
    signal: new AbortController().signal,
  });
  const requests = ids.map((id) => ({
    target: {
      kind: 'server',
      resource: testServer({ ...row(id), provider: 'sparrow' }),
      account: connected.settings.account,
    } as const,
    deed: { verb: 'stop' } as const,
  }));
  await carryOut(requests, { keepGoing }, () => {});
  const sent = api.requests.filter(({ method }) => method === 'POST').length;
  const asked = new Set(api.requests.map(({ path }) => path.split('/')[4]));
  return { sent, asked: [...asked], waited, states, ends: ids.map((id) => records.get(`web-${id}`)) };
}

test('after a failure no other target is begun, and each is named', async () => {
  const { sent, asked, waited, ends } = await stopFour(false);
  expect(sent).toBe(1);
  expect(waited).toEqual(['2', '3', '4'].map((id) => `web-${id} waiting, 0 begun`));
  expect(asked).toEqual(['1']);
  expect(ends[0]).toMatchObject({ phase: 'failed', message: expect.stringContaining('it is being moved') });
  for (const end of ends.slice(1))
    expect(end).toMatchObject({ phase: 'failed', message: expect.stringContaining('not begun') });
});

test('told to go on, the others are worked on after a failure', async () => {
  const { sent, states, ends } = await stopFour(true);
  expect(sent).toBe(4);
  expect([...states]).toEqual([
    ['web-1', 'running'],
    ['web-2', 'stopped'],
    ['web-3', 'stopped'],
    ['web-4', 'stopped'],
  ]);
  expect(ends.map((end) => end?.phase)).toEqual(['failed', 'done', 'done', 'done']);
});

test('what was accepted and cannot be looked at any more has not failed', async () => {
  const { ends } = await stopFour(true, { blind: '4' });
  expect(ends.map((end) => end?.phase)).toEqual(['failed', 'done', 'done', 'unknown']);
  expect(ends[3]?.message).toBe('accepted, how it ends cannot be read: bad key');
});

test.each<{ what: string; after: FourOptions['after']; says: string }>([
  { what: 'has no such provider', after: () => [], says: 'there is no such provider any more' },
  {
    what: 'has locked the provider',
    after: (connected) => [{ ...connected, settings: { ...connected.settings, readOnly: true } }],
    says: 'sparrow is read-only',
  },
  {
    what: 'has another account of its name',
    after: (connected) => [{ ...connected, settings: { ...connected.settings, account: 'another' } }],
    says: 'the configuration of sparrow has changed',
  },
])('what waits for its turn is not sent where the configuration $what by then', async ({ after, says }) => {
  const { sent, states, ends } = await stopFour(true, {
    stuck: 'none',
    ...(after === undefined ? {} : { after }),
  });
  expect(sent).toBe(1);
  expect(states.size).toBe(0);
  expect(ends[0]).toMatchObject({ phase: 'done' });
  for (const end of ends.slice(1))
    expect(end).toMatchObject({ phase: 'failed', message: `${says}: nothing was sent` });
});
