import { describe, expect, test } from 'vitest';
import type { ActionRecord, FleetEvent } from '../../src/model/fleet-event.ts';
import type { AppStatus, ServerStatus } from '../../src/model/status.ts';
import { createFleetStore } from '../../src/store/fleet-store.ts';
import { createRowSelectors } from '../../src/store/rows.ts';
import { initialView } from '../../src/store/view-state.ts';
import { appsListed, billingRead, serversListed, testBilling, testIdentity } from '../support/fleet.ts';
import { testApp, testMetrics, testServer } from '../support/resources.ts';

const second = 1_000;
const minute = 60 * second;

function watch(thresholds?: { readonly cpu: number; readonly memory: number; readonly runwayDays: number }) {
  const { fleet, emit } = createFleetStore([testIdentity('sparrow')], thresholds);
  let problemsOnly = true;
  const view = initialView(80, 24, 0, null);
  const selectors = createRowSelectors(() => ({ ...view, isProblemsOnly: problemsOnly }));
  return {
    emit,
    selectors,
    state: fleet.getState,
    server: (status: ServerStatus, at: number) =>
      emit(serversListed('sparrow', [testServer({ status }), testServer({ id: '2', name: 'other' })], at)),
    app: (status: AppStatus, at: number) => emit(appsListed('sparrow', [testApp({ status })], at)),
    load: (cpuPercent: number | null, at: number, memoryPercent: number | null = null) =>
      emit({
        type: 'metrics-read',
        ref: 'sparrow/1',
        metrics: testMetrics({ cpuPercent, memoryPercent, observedAt: at }),
      }),
    act: (verb: string, startedAt: number, given: Partial<ActionRecord> = {}) =>
      emit(actionChanged(verb, startedAt, given)),
    showAll: () => {
      problemsOnly = false;
    },
    told: () =>
      fleet.getState().alerts.events.map(({ type, kind, subject }) => `${type} ${kind} ${subject.name}`),
    listed: () => selectors.servers(fleet.getState()).keys,
    listedApps: () => selectors.apps(fleet.getState()).keys,
  };
}

const actionChanged = (verb: string, startedAt: number, given: Partial<ActionRecord>): FleetEvent => ({
  type: 'action-changed',
  action: {
    id: `${verb}-${startedAt}`,
    provider: 'sparrow',
    ref: 'sparrow/1',
    name: 'web-01',
    verb,
    startedAt,
    endedAt: startedAt + second,
    settledMs: null,
    phase: 'done',
    message: 'done',
    ...given,
  },
});

describe('a server that stops', () => {
  test('is told when the next list still shows it, listed until it runs again', () => {
    const { server, told, listed } = watch();
    server('running', 0);
    server('stopped', 15 * second);
    expect(told()).toEqual([]);
    server('stopped', 30 * second);
    expect(told()).toEqual(['raised stopped web-01']);
    expect(listed()).toEqual(['sparrow/1']);
    server('running', 45 * second);
    server('running', 60 * second);
    expect(told()).toEqual(['raised stopped web-01', 'cleared stopped web-01']);
    expect(listed()).toEqual([]);
  });

  test('is told also when it was seen stopping', () => {
    const { server, told } = watch();
    for (const [index, status] of (
      ['running', 'stopping', 'unknown', 'stopped', 'stopped'] as const
    ).entries())
      server(status, index * 15 * second);
    expect(told()).toEqual(['raised stopped web-01']);
  });

  test.each<{ name: string; statuses: readonly ServerStatus[] }>([
    { name: 'was off at first sight', statuses: ['stopped', 'stopped', 'stopped'] },
    { name: 'was off for one list only', statuses: ['running', 'stopped', 'running', 'running'] },
    { name: 'was taken down for good', statuses: ['running', 'deleted', 'deleted'] },
  ])('is no problem when it $name', ({ statuses }) => {
    const { server, told, listed } = watch();
    for (const [index, status] of statuses.entries()) server(status, index * 15 * second);
    expect(told()).toEqual([]);
    expect(listed()).toEqual([]);
  });

  test.each<{ name: string; verb: string; given?: Partial<ActionRecord>; want: readonly string[] }>([
    { name: 'stopped from here', verb: 'stop', want: [] },
    { name: 'shut down from here', verb: 'shutdown', want: [] },
    {
      name: 'nobody knows whether it was stopped from here',
      verb: 'stop',
      given: { phase: 'unknown' },
      want: [],
    },
    {
      name: 'a stop from here failed',
      verb: 'stop',
      given: { phase: 'failed' },
      want: ['raised stopped web-01'],
    },
    {
      name: 'a stop from here waits for its turn',
      verb: 'stop',
      given: { phase: 'waiting', endedAt: null },
      want: ['raised stopped web-01'],
    },
    {
      name: 'another one was stopped',
      verb: 'stop',
      given: { ref: 'sparrow/2' },
      want: ['raised stopped web-01'],
    },
    { name: 'it was only renamed', verb: 'rename', want: ['raised stopped web-01'] },
  ])('$name', ({ verb, given, want }) => {
    const { server, act, told } = watch();
    server('running', 0);
    act(verb, 10 * second, given);
    for (const at of [15, 30, 600, 6_000]) server('stopped', at * second);
    expect(told()).toEqual(want);
  });

  test('is news again when it was started meanwhile', () => {
    const { server, act, told } = watch();
    server('running', 0);
    act('stop', 10 * second);
    server('stopped', 15 * second);
    act('start', 5 * minute);
    server('running', 6 * minute);
    for (const at of [7, 8]) server('stopped', at * minute);
    expect(told()).toEqual(['raised stopped web-01']);
  });

  test('is news when it ran again since it was stopped from here, whoever started it', () => {
    const { server, act, told } = watch();
    server('running', 0);
    act('stop', 10 * second);
    server('stopped', 15 * second);
    server('running', 10 * minute);
    for (const at of [60, 61]) server('stopped', at * minute);
    expect(told()).toEqual(['raised stopped web-01']);
  });

  test('while it is rebooted from here is none, but one that does not come back is', () => {
    const { server, act, told } = watch();
    server('running', 0);
    act('reboot', 10 * second, { endedAt: null, phase: 'following' });
    server('stopped', 15 * second);
    server('stopped', 45 * second);
    act('reboot', 10 * second, { endedAt: minute });
    server('stopped', 3 * minute);
    expect(told()).toEqual([]);
    server('stopped', 5 * minute);
    server('stopped', 6 * minute);
    expect(told()).toEqual(['raised stopped web-01']);
  });
});

describe('what the provider calls a failure', () => {
  test.each(['error', 'suspended'] as const)('%s at first sight is listed and not told', (status) => {
    const { server, told, listed } = watch();
    server(status, 0);
    server(status, minute);
    expect(listed()).toEqual(['sparrow/1']);
    expect(told()).toEqual([]);
  });

  test('an app that fails is told at once; a server with the same reference is not meant', () => {
    const { server, app, told, listed, listedApps } = watch();
    server('running', 0);
    app('building', 0);
    app('failed', 15 * second);
    expect(told()).toEqual(['raised failed shop']);
    expect(listedApps()).toEqual(['sparrow/1']);
    expect(listed()).toEqual([]);
  });

  test('is forgotten with the server', () => {
    const { emit, server, state, listed } = watch();
    server('error', 0);
    emit(serversListed('sparrow', [], minute));
    expect(listed()).toEqual([]);
    expect(state().alerts.alerts.size).toBe(0);
    server('error', 2 * minute);
    expect(state().alerts.events).toEqual([]);
  });
});

describe('load', () => {
  test('over the threshold is told when it held, and when it was under it for a minute', () => {
    const { server, load, told, listed, state } = watch({ cpu: 50, memory: 60, runwayDays: 7 });
    server('running', 0);
    load(10, 1_000);
    for (const at of [10, 20, 30]) load(55, at * second);
    expect(told()).toEqual([]);
    load(70, 41 * second);
    expect(told()).toEqual(['raised cpu web-01']);
    expect(state().alerts.events[0]?.message).toBe('70% for 31s');
    expect(listed()).toEqual(['sparrow/1']);
    load(20, 50 * second);
    expect(listed()).toEqual(['sparrow/1']);
    load(20, 111 * second);
    expect(told()).toEqual(['raised cpu web-01', 'cleared cpu web-01']);
    expect(listed()).toEqual([]);
  });

  test('over it from the first reading on is listed and not told', () => {
    const { server, load, told, listed } = watch();
    server('running', 0);
    for (const at of [1, 60, 120]) load(97, at * second, 95);
    expect(listed()).toEqual(['sparrow/1']);
    expect(told()).toEqual([]);
  });

  test.each([
    { name: 'there is no reading any more', end: 'none' },
    { name: 'the machine is off', end: 'stopped' },
    { name: 'the figure is missing', end: 'hole' },
  ] as const)('is no problem when $name', ({ end }) => {
    const { emit, server, load, state, act } = watch();
    server('running', 0);
    load(97, second);
    act('stop', 2 * second);
    if (end === 'none') emit({ type: 'metrics-read', ref: 'sparrow/1', metrics: null });
    if (end === 'stopped') server('stopped', 15 * second);
    if (end === 'hole') load(null, 5 * second);
    expect([...state().alerts.alerts.keys()]).toEqual([]);
    if (end !== 'hole') expect(state().servers.get('sparrow/1')?.metrics).toBeNull();
  });
});

describe('money', () => {
  const money = (runwayDays: number | null, at: number) => billingRead(testBilling({ runwayDays }), at);

  test('that is filled up by itself is no problem, and none below its threshold is', () => {
    const { emit, told } = watch({ cpu: 90, memory: 90, runwayDays: 10 });
    const autoFunding = { enabled: true, threshold: '10.00', amount: '50.00' };
    const left = (amount: string, at: number) =>
      emit(
        billingRead(testBilling({ runwayDays: 2, balance: { amount, currency: 'USD' }, autoFunding }), at),
      );
    left('30.00', 0);
    left('29.00', 60 * minute);
    expect(told()).toEqual([]);
    left('9.00', 120 * minute);
    expect(told()).toEqual(['raised runway sparrow']);
  });

  test('for fewer days than the threshold is told at once, but not at first sight', () => {
    const { emit, state, told } = watch({ cpu: 90, memory: 90, runwayDays: 10 });
    emit(money(11, 0));
    emit(money(9.9, minute));
    expect(told()).toEqual(['raised runway sparrow']);
    expect(state().alerts.events[0]?.message).toBe('money for 9d left');
    const late = watch();
    late.emit(money(3, 0));
    late.emit(money(2, minute));
    expect(late.told()).toEqual([]);
    expect([...late.state().alerts.alerts.values()]).toMatchObject([{ kind: 'runway', phase: 'raised' }]);
  });

  test('that goes up and down around the threshold is told once', () => {
    const { emit, told } = watch();
    for (const [index, days] of [8, 6.9, 7.1, 6.9, 7.1, 6.9].entries())
      emit(money(days, index * 10 * minute));
    expect(told()).toEqual(['raised runway sparrow']);
  });
});

describe('only problems', () => {
  test('keeps the rows as they are while the same things are wrong', () => {
    const { server, load, selectors, state } = watch();
    server('error', 0);
    const before = selectors.problems(state());
    load(5, second);
    load(99, 2 * second);
    expect(state().alerts.alerts.size).toBe(2);
    expect(selectors.problems(state())).toBe(before);
    const rows = selectors.servers(state());
    expect(selectors.servers(state())).toBe(rows);
  });

  test('shows all again', () => {
    const { server, listed, showAll } = watch();
    server('error', 0);
    expect(listed()).toEqual(['sparrow/1']);
    showAll();
    expect(listed()).toHaveLength(2);
  });
});

test('Activity has both, newest first, and as many as are kept', () => {
  const { server, act, selectors, state, showAll } = watch();
  showAll();
  server('running', 0);
  act('rename', 20 * second);
  server('stopped', 15 * second);
  server('stopped', 30 * second);
  act('start', 40 * second);
  const rows = selectors.activity(state()).items;
  expect(rows.map(({ type, at }) => [type, at])).toEqual([
    ['action', 40 * second],
    ['alert', 30 * second],
    ['action', 20 * second],
  ]);
  for (let round = 1; round < 400; round += 1) {
    server('running', round * 10 * minute);
    server('running', (round * 10 + 1) * minute);
    server('error', (round * 10 + 2) * minute);
  }
  const { events, count } = state().alerts;
  expect(events).toHaveLength(300);
  expect(new Set(events.map(({ id }) => id)).size).toBe(300);
  expect(count).toBeGreaterThan(700);
});

test('what was wrong with a provider that is left is wrong no more, and no news', () => {
  const { emit, server, app, load, state, selectors, told } = watch();
  server('error', 0);
  app('failed', 0);
  load(99, 0);
  emit(billingRead(testBilling({ runwayDays: 1 }), 0));
  expect(state().alerts.alerts.size).toBe(4);
  emit({ type: 'providers-connected', providers: [testIdentity('other')] });
  expect(selectors.problems(state())).toEqual({ servers: new Set(), apps: new Set(), accounts: new Set() });
  expect(state().alerts.alerts.size).toBe(0);
  expect(told()).toEqual([]);
});

test('what is wrong with a provider that stays is told on', () => {
  const { emit, server, state } = watch();
  server('error', 0);
  emit({ type: 'providers-connected', providers: [testIdentity('sparrow'), testIdentity('other')] });
  expect(state().alerts.alerts.size).toBe(1);
});
