import { describe, expect, test, vi } from 'vitest';
import type { FleetEvent } from '../../src/model/fleet-event.ts';
import { type ProblemCode, problem } from '../../src/model/problem.ts';
import type { ProviderState } from '../../src/model/provider-status.ts';
import type { FleetState } from '../../src/store/fleet-state.ts';
import { createFleetStore } from '../../src/store/fleet-store.ts';
import { type MetricsHistory, pointsBetween } from '../../src/store/metrics-history.ts';
import {
  appsListed,
  billingRead,
  pollFailed,
  serversListed,
  testBilling,
  testIdentity,
  testTraffic,
} from '../support/fleet.ts';
import { testApp, testMetrics, testServer } from '../support/resources.ts';

const web = testServer({ provider: 'sparrow', id: '1', name: 'web' });
const database = testServer({ provider: 'sparrow', id: '2', name: 'db' });
const mail = testServer({ provider: 'cyber', id: '1', name: 'mail' });

/** A fleet of two providers that has seen these events. */
function fleetAfter(...events: readonly FleetEvent[]) {
  const { fleet, emit } = createFleetStore([testIdentity('sparrow'), testIdentity('cyber')]);
  for (const event of events) emit(event);
  return { state: fleet.getState, emit };
}

/** The CPU figures that a history has. */
const cpuOf = (history: MetricsHistory | undefined) =>
  history === undefined ? [] : pointsBetween(history, 'cpu', 0, 10).map(({ average }) => average);

/** Copies of rows as a new reply brings them: equal, and not the same objects. */
const again = <T>(value: T): T => structuredClone(value);

const full: readonly FleetEvent[] = [
  serversListed('sparrow', [web, database], 1),
  serversListed('cyber', [mail], 1),
  appsListed('sparrow', [testApp({ id: '1' }), testApp({ id: '2' })], 1),
  billingRead(testBilling({ provider: 'sparrow', balance: { amount: '1.00', currency: 'INR' } }), 1),
  { type: 'metrics-read', ref: web.ref, metrics: testMetrics({ cpuPercent: 5, observedAt: 1 }) },
];

describe('a state that was read by itself', () => {
  const begun: FleetEvent = { type: 'poll-started', provider: 'sparrow', list: 'servers' };
  const off = { ...web, status: 'stopped', providerStatus: 'off' } as const;
  const isOff: FleetEvent = { type: 'state-read', target: { kind: 'server', resource: off } };

  test('is in its row at once, without the load from before', () => {
    const { state } = fleetAfter(...full, isOff);
    expect(state().servers.get(web.ref)).toEqual({ ...off, metrics: null });
    expect(state().servers.get(database.ref)).toEqual(database);
  });

  test('is not taken back by a list or details that were begun before', () => {
    const { state, emit } = fleetAfter(...full, begun, isOff, serversListed('sparrow', [web, database], 2));
    expect(state().servers.get(web.ref)?.status).toBe('stopped');
    emit({ type: 'server-completed', server: { ...web, plan: 'large' } });
    expect(state().servers.get(web.ref)).toMatchObject({ status: 'stopped', plan: 'large' });
  });

  test('is that of the next list that is begun after it', () => {
    const { state } = fleetAfter(...full, isOff, begun, serversListed('sparrow', [web, database], 2));
    expect(state().servers.get(web.ref)?.status).toBe('running');
  });

  test('is not that of another server that has its id now', () => {
    const older = { ...off, createdAt: 1_000_000 };
    const younger = { ...web, createdAt: 9_000_000_000 };
    const isOffNow: FleetEvent = { type: 'state-read', target: { kind: 'server', resource: older } };
    const { state } = fleetAfter(...full, begun, isOffNow, serversListed('sparrow', [younger], 2));
    expect(state().servers.get(web.ref)?.status).toBe('running');
  });

  test('of an app is kept likewise', () => {
    const app = testApp({ provider: 'sparrow', id: '1' });
    const failed = { ...app, status: 'failed' } as const;
    const listed = appsListed('sparrow', [app], 2);
    const { state, emit } = fleetAfter(
      ...full,
      { type: 'poll-started', provider: 'sparrow', list: 'apps' },
      { type: 'state-read', target: { kind: 'app', resource: failed } },
      begun,
      listed,
    );
    expect(state().apps.get(app.ref)?.status).toBe('failed');
    emit({ type: 'poll-started', provider: 'sparrow', list: 'apps' });
    emit(listed);
    expect(state().apps.get(app.ref)?.status).toBe(app.status);
  });
});

describe('what has not changed keeps its identity', () => {
  test.each<{ name: string; event: FleetEvent }>([
    { name: 'servers', event: serversListed('sparrow', again([web, database]), 2) },
    { name: 'apps', event: appsListed('sparrow', [testApp({ id: '1' }), testApp({ id: '2' })], 2) },
    {
      name: 'billing',
      event: billingRead(
        testBilling({ provider: 'sparrow', balance: { amount: '1.00', currency: 'INR' } }),
        2,
      ),
    },
    { name: 'a failure', event: pollFailed('sparrow', 'servers', problem('network', 'gone'), 2) },
    { name: 'the start of a poll', event: { type: 'poll-started', provider: 'sparrow', list: 'servers' } },
    {
      name: 'a reading told twice',
      event: { type: 'metrics-read', ref: web.ref, metrics: testMetrics({ cpuPercent: 5, observedAt: 1 }) },
    },
    {
      name: 'traffic',
      event: { type: 'traffic-measured', provider: 'sparrow', traffic: testTraffic({ requests: 9 }) },
    },
    {
      name: 'an unknown server',
      event: { type: 'metrics-read', ref: 'sparrow/gone', metrics: testMetrics({ cpuPercent: 9 }) },
    },
  ])('after a poll with the same: $name', ({ event }) => {
    const { state, emit } = fleetAfter(...full);
    const before = state();
    emit(event);
    const after = state();
    for (const part of ['servers', 'apps', 'billing', 'history'] as const)
      expect(after[part]).toBe(before[part]);
    expect(after.providers.get('cyber')).toBe(before.providers.get('cyber'));
  });

  test('an event that says nothing new leaves the whole state as it is', () => {
    const { state, emit } = fleetAfter(...full);
    const before = state();
    emit(serversListed('sparrow', again([web, database]), 1));
    expect(state()).toBe(before);
  });

  test('of two servers only the one that changed is a new object', () => {
    const { state, emit } = fleetAfter(...full);
    const before = state();
    emit(
      serversListed('sparrow', again([{ ...web, status: 'stopped', providerStatus: 'off' }, database]), 2),
    );
    const after = state();
    expect(after.servers.get(web.ref)).toMatchObject({ status: 'stopped' });
    for (const { ref } of [database, mail]) expect(after.servers.get(ref)).toBe(before.servers.get(ref));
    expect(after.apps).toBe(before.apps);
    expect(after.history).toBe(before.history);
  });

  test.each(['stopped', 'suspended', 'deleted'] as const)(
    'a reading that was on its way when its server was listed as %s is not shown',
    (status) => {
      const { state, emit } = fleetAfter(
        ...full,
        serversListed('sparrow', [{ ...web, status }, database], 2),
      );
      const before = state();
      emit({ type: 'metrics-read', ref: web.ref, metrics: testMetrics({ cpuPercent: 97, observedAt: 3 }) });
      expect(state()).toBe(before);
    },
  );

  test('one reading changes one server and one history', () => {
    const { state, emit } = fleetAfter(...full);
    const before = state();
    emit({
      type: 'metrics-read',
      ref: database.ref,
      metrics: testMetrics({ cpuPercent: 50, observedAt: 2 }),
    });
    const after = state();
    expect(after.servers.get(web.ref)).toBe(before.servers.get(web.ref));
    expect(after.history).not.toBe(before.history);
    expect(after.history.byRef.get(web.ref)).toBe(before.history.byRef.get(web.ref));
    expect(cpuOf(after.history.byRef.get(database.ref))).toEqual([50]);
  });
});

describe('what can wait', () => {
  test('is told together with what cannot, in its order', () => {
    const { fleet, emit } = createFleetStore([testIdentity('sparrow')]);
    const told: FleetState[] = [];
    fleet.subscribe((state) => told.push(state));
    emit(serversListed('sparrow', [web], 1), true);
    emit({ type: 'metrics-read', ref: web.ref, metrics: testMetrics({ cpuPercent: 5 }) }, true);
    expect(told).toEqual([]);
    emit(appsListed('sparrow', [testApp({ id: '1' })], 1));
    expect(told).toHaveLength(1);
    expect(told[0]?.servers.get(web.ref)?.metrics?.cpuPercent).toBe(5);
    expect(told[0]?.apps.size).toBe(1);
  });

  test('changes nothing that was told before', () => {
    const { fleet, emit, settle } = createFleetStore([testIdentity('sparrow')]);
    const read = (server: typeof web, cpuPercent: number, canWait: boolean) =>
      emit(
        {
          type: 'metrics-read',
          ref: server.ref,
          metrics: testMetrics({ cpuPercent, observedAt: cpuPercent }),
        },
        canWait,
      );
    emit(serversListed('sparrow', [web, database], 1));
    read(web, 1, false);
    const before = fleet.getState().servers;
    read(web, 2, true);
    read(database, 3, true);
    settle();
    const cpus = (servers: FleetState['servers']) =>
      [...servers.values()].map(({ metrics }) => metrics?.cpuPercent ?? null);
    expect(cpus(before)).toEqual([1, null]);
    expect(cpus(fleet.getState().servers)).toEqual([2, 3]);
  });

  test('is told when it is settled, and once', () => {
    const { fleet, emit, settle } = createFleetStore([testIdentity('sparrow')]);
    const told: FleetState[] = [];
    fleet.subscribe((state) => told.push(state));
    emit(serversListed('sparrow', [web], 1), true);
    settle();
    settle();
    expect(told.map(({ servers }) => servers.size)).toEqual([1]);
  });
});

describe('a list of thousands', () => {
  const many = Array.from({ length: 600 }, (_, index) => testServer({ id: String(index) }));

  function openStore() {
    const { fleet, emit, prepareBy } = createFleetStore([testIdentity('sparrow'), testIdentity('cyber')]);
    const told: FleetState[] = [];
    const prepared: FleetState[] = [];
    fleet.subscribe((state) => told.push(state));
    prepareBy([(state) => prepared.push(state)]);
    return { fleet, emit, told, prepared };
  }

  test('is told once, in a later turn, when all is prepared, with what was read meanwhile', async () => {
    const { fleet, emit, told, prepared } = openStore();
    emit(serversListed('sparrow', many, 1));
    emit(appsListed('cyber', [testApp({ provider: 'cyber', id: '1' })], 1));
    expect(told).toEqual([]);
    await vi.waitFor(() => expect(told).toHaveLength(1));
    expect(prepared).toEqual(told);
    expect(fleet.getState().servers.size).toBe(600);
    expect(fleet.getState().apps.size).toBe(1);
  });

  test('does not hold up what is done: that is told at once, and the list with it', async () => {
    const { fleet, emit, told, prepared } = openStore();
    emit(serversListed('sparrow', many, 1));
    emit({ type: 'providers-connected', providers: [testIdentity('sparrow')] });
    expect(told).toHaveLength(1);
    expect(fleet.getState().servers.size).toBe(600);
    expect([...fleet.getState().providers.keys()]).toEqual(['sparrow']);
    emit(serversListed('sparrow', many.slice(1), 2));
    await vi.waitFor(() => expect(told).toHaveLength(2));
    expect(fleet.getState().servers.size).toBe(599);
    expect(prepared).toEqual(told.slice(1));
  });
});

describe('what is known stays known', () => {
  test('a failure keeps rows and their time', () => {
    const gone = problem('network', 'gone');
    const { state } = fleetAfter(
      serversListed('sparrow', [web], 5),
      { type: 'poll-started', provider: 'sparrow', list: 'servers' },
      pollFailed('sparrow', 'servers', gone, 9),
    );
    expect([...state().servers.keys()]).toEqual([web.ref]);
    expect(state().providers.get('sparrow')?.lists.servers).toEqual({
      isLoading: false,
      readAt: 5,
      failure: gone,
      partial: [],
    });
  });

  test('the next success takes the failure away', () => {
    const { state } = fleetAfter(
      pollFailed('sparrow', 'servers', problem('network', 'gone'), 1),
      serversListed('sparrow', [web], 2),
    );
    expect(state().providers.get('sparrow')).toMatchObject({
      state: 'ok',
      problem: null,
      lists: { servers: { failure: null, readAt: 2 } },
    });
  });

  test('a list that comes without a reading keeps the one there is', () => {
    const { state } = fleetAfter(...full, serversListed('sparrow', [web, database], 2));
    expect(state().servers.get(web.ref)?.metrics?.cpuPercent).toBe(5);
  });

  test('a completed server keeps its reading, and one that is gone does not come back', () => {
    const { state } = fleetAfter(
      ...full,
      { type: 'server-completed', server: { ...web, plan: 'large' } },
      { type: 'server-completed', server: testServer({ id: 'gone' }) },
    );
    expect(state().servers.get(web.ref)).toMatchObject({ plan: 'large', metrics: { cpuPercent: 5 } });
    expect(state().servers.has('sparrow/gone')).toBe(false);
  });

  test('of the server that had an id before, the one that has it now has neither load nor history', () => {
    const old = { ...web, createdAt: Date.parse('2026-01-01T00:00:00Z') };
    const other = { ...web, createdAt: Date.parse('2026-06-01T00:00:00Z') };
    const { state, emit } = fleetAfter(...full, serversListed('sparrow', [old], 5), {
      type: 'metrics-read',
      ref: web.ref,
      metrics: testMetrics({ cpuPercent: 5, observedAt: 6 }),
    });
    expect(state().history.byRef.has(web.ref)).toBe(true);
    emit(serversListed('sparrow', [other], 7));
    expect(state().servers.get(web.ref)?.metrics).toBeNull();
    expect(state().history.byRef.has(web.ref)).toBe(false);
  });

  test('no metrics right now is not an old reading', () => {
    const { state } = fleetAfter(...full, { type: 'metrics-read', ref: web.ref, metrics: null });
    expect(state().servers.get(web.ref)?.metrics).toBeNull();
    expect(cpuOf(state().history.byRef.get(web.ref))).toEqual([5.2]);
  });

  test('a server that vanished takes its history with it', () => {
    const { state } = fleetAfter(...full, serversListed('sparrow', [database], 2));
    expect(state().servers.has(web.ref)).toBe(false);
    expect(state().history.byRef.size).toBe(0);
  });

  test('another provider’s list takes nothing away', () => {
    const { state } = fleetAfter(...full, serversListed('cyber', [], 2));
    expect([...state().servers.keys()]).toEqual([web.ref, database.ref]);
    expect(state().history.byRef.has(web.ref)).toBe(true);
  });

  test('the deployments that ended last are kept, newest last', () => {
    const { state, emit } = fleetAfter(...full);
    for (let at = 1; at <= 25; at += 1)
      emit({
        type: 'deployment-ended',
        end: { ref: 'sparrow/1', name: 'shop', deploymentId: `d${at}`, status: 'running', isGood: true, at },
      });
    expect(state().deploymentEnds).toHaveLength(20);
    expect(state().deploymentEnds.at(-1)?.deploymentId).toBe('d25');
    expect(state().apps.size).toBe(2);
  });
});

describe('order', () => {
  const order = ({ servers }: FleetState) => [...servers.keys()];

  test('is that of the configuration, whoever answers first, then the provider’s own', () => {
    const late = fleetAfter(serversListed('cyber', [mail]), serversListed('sparrow', [database, web]));
    expect(order(late.state())).toEqual([database.ref, web.ref, mail.ref]);
  });

  test('holds for billing', () => {
    const { state } = fleetAfter(
      billingRead(testBilling({ provider: 'cyber' })),
      billingRead(testBilling({ provider: 'sparrow' })),
    );
    expect([...state().billing.keys()]).toEqual(['sparrow', 'cyber']);
  });

  test('a new order alone is a change', () => {
    const { state, emit } = fleetAfter(serversListed('sparrow', [web, database]));
    emit(serversListed('sparrow', again([database, web])));
    expect(order(state())).toEqual([database.ref, web.ref]);
  });

  test('of a provider nobody configured nothing is taken up', () => {
    const { state } = fleetAfter(serversListed('stranger', [testServer({ provider: 'stranger' })]));
    expect(state().providers.has('stranger')).toBe(false);
  });
});

describe('the state of a provider', () => {
  const failing = (code: ProblemCode) => pollFailed('sparrow', 'servers', problem(code, code));
  const working = appsListed('sparrow', []);

  test.each<{ name: string; events: readonly FleetEvent[]; want: ProviderState; code: ProblemCode | null }>([
    { name: 'nothing yet', events: [], want: 'connecting', code: null },
    {
      name: 'asked',
      events: [{ type: 'poll-started', provider: 'sparrow', list: 'servers' }],
      want: 'connecting',
      code: null,
    },
    { name: 'one list read', events: [working], want: 'ok', code: null },
    { name: 'a rejected key', events: [failing('auth')], want: 'auth-failed', code: 'auth' },
    {
      name: 'a rejected key beside something that works',
      events: [working, failing('auth')],
      want: 'auth-failed',
      code: 'auth',
    },
    { name: 'no network', events: [failing('network')], want: 'unreachable', code: 'network' },
    { name: 'no answer', events: [failing('timeout')], want: 'unreachable', code: 'timeout' },
    {
      name: 'no answer to one of two',
      events: [working, failing('timeout')],
      want: 'degraded',
      code: 'timeout',
    },
    {
      name: 'too many requests',
      events: [working, failing('rate-limited')],
      want: 'rate-limited',
      code: 'rate-limited',
    },
    { name: 'a server error', events: [failing('server')], want: 'degraded', code: 'server' },
    { name: 'a missing scope', events: [working, failing('forbidden')], want: 'degraded', code: 'forbidden' },
    {
      name: 'rows that could not be read',
      events: [serversListed('sparrow', [web], 1, [problem('protocol', '1 row is strange')])],
      want: 'degraded',
      code: 'protocol',
    },
    {
      name: 'the worst of several',
      events: [failing('server'), pollFailed('sparrow', 'apps', problem('auth', 'no'))],
      want: 'auth-failed',
      code: 'auth',
    },
    { name: 'well again', events: [failing('auth'), serversListed('sparrow', [])], want: 'ok', code: null },
  ])('$name: $want', ({ events, want, code }) => {
    const { state } = fleetAfter(...events);
    const entry = state().providers.get('sparrow');
    expect({ state: entry?.state, code: entry?.problem?.code ?? null }).toEqual({ state: want, code });
  });
});

test('of more actions than are kept the oldest that has ended goes, none that is under way', () => {
  const actionOf = (number: number): FleetEvent => ({
    type: 'action-changed',
    action: {
      id: `${number}`,
      provider: 'sparrow',
      ref: web.ref,
      name: web.name,
      verb: 'reboot',
      startedAt: number,
      endedAt: number === 1 ? null : number,
      settledMs: null,
      phase: number === 1 ? 'following' : 'done',
      message: '',
    },
  });
  const { state } = fleetAfter(...Array.from({ length: 502 }, (_, index) => actionOf(index + 1)));
  const { actions } = state();
  expect(actions.size).toBe(500);
  expect([...actions.keys()].slice(0, 2)).toEqual(['1', '4']);
});
