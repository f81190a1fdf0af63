import { expect, test } from 'vitest';
import { createCarryOut } from '../../src/actions/carry-out.ts';
import type { ActionRecord, FleetEvent } from '../../src/model/fleet-event.ts';
import { succeed } from '../../src/model/result.ts';
import { startApi } from '../support/api.ts';
import { connectTestProvider } from '../support/provider.ts';
import { testServer } from '../support/resources.ts';

/** Four servers of which the first cannot be stopped, and how each ended. `blind`: its key is rejected from then on. */
async function stopFour(keepGoing: boolean, blind: string | null = null) {
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
            if (id === '1') return { status: 409, body: { success: false, message: 'it is being moved' } };
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
  const carryOut = createCarryOut({
    providers: [connectTestProvider('sparrowhost', api.url, { name: 'sparrow' })],
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
    target: { kind: 'server', resource: testServer({ ...row(id), provider: 'sparrow' }) } as const,
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
  const { ends } = await stopFour(true, '4');
  expect(ends.map((end) => end?.phase)).toEqual(['failed', 'done', 'done', 'unknown']);
  expect(ends[3]?.message).toBe('accepted, how it ends cannot be read: bad key');
});
