import { describe, expect, test } from 'vitest';
import type { LoginSession } from '../../src/model/login-session.ts';
import type { Metrics } from '../../src/model/metrics.ts';
import type { ProbeReport } from '../../src/model/probe-report.ts';
import type { ProbeState } from '../../src/model/probe-state.ts';
import { createFleetStore } from '../../src/store/fleet-store.ts';
import { serversListed, testIdentity } from '../support/fleet.ts';
import { testMetrics, testServer } from '../support/resources.ts';

const ref = 'sparrow/1';
const connected: ProbeState = { phase: 'connected', since: 0, badLines: 0 };

const login = (user: string, terminal: string): LoginSession => ({
  ref: `${ref} ${user} ${terminal} 0`,
  server: ref,
  provider: 'sparrow',
  name: 'web-01',
  user,
  terminal,
  from: '10.0.0.9',
  since: 0,
  idleSeconds: 0,
});

function open() {
  const { fleet, emit } = createFleetStore([testIdentity('sparrow'), testIdentity('cyber')]);
  emit(serversListed('sparrow', [testServer()]));
  const report = (given: Partial<ProbeReport>, at = 0) =>
    emit({
      type: 'probes-reported',
      at,
      reports: [{ ref, state: connected, metrics: null, logins: null, isProtected: false, ...given }],
    });
  const ssh = (observedAt: number, given: Partial<Metrics> = {}) =>
    report({ metrics: testMetrics({ source: 'ssh', observedAt, ...given }) });
  const api = (observedAt: number, given: Partial<Metrics> = {}) =>
    emit({ type: 'metrics-read', ref, metrics: testMetrics({ observedAt, ...given }) });
  const shown = () => fleet.getState().servers.get(ref)?.metrics;
  return { fleet, emit, report, ssh, api, shown, state: fleet.getState };
}

describe('two sources of one server’s load', () => {
  test('ssh is shown, with the provider’s figures where it has none, and the source is named', () => {
    const { ssh, api, shown } = open();
    api(1_000, { cpuPercent: 10, memoryPercent: 20, networkInBytes: 5 });
    ssh(2_000, { cpuPercent: 30, memoryPercent: 40 });
    expect(shown()).toMatchObject({ source: 'ssh', cpuPercent: 30, memoryPercent: 40, networkInBytes: 5 });
    api(3_000, { cpuPercent: 11, networkInBytes: 6 });
    expect(shown()).toMatchObject({ source: 'ssh', cpuPercent: 30, networkInBytes: 6, observedAt: 2_000 });
  });

  test('once ssh is silent, or has failed, the provider’s are', () => {
    const { ssh, api, shown, report } = open();
    ssh(1_000, { cpuPercent: 30 });
    api(50_000, { cpuPercent: 11 });
    expect(shown()?.source).toBe('ssh');
    api(70_000, { cpuPercent: 12 });
    expect(shown()).toMatchObject({ source: 'api', cpuPercent: 12 });
    ssh(71_000, { cpuPercent: 31 });
    report({ state: { phase: 'connecting' } });
    api(72_000, { cpuPercent: 13 });
    expect(shown()).toMatchObject({ source: 'api', cpuPercent: 13 });
  });

  test('what a provider told long ago is no part of it', () => {
    const { ssh, api, shown } = open();
    api(0, { networkInBytes: 5 });
    ssh(6 * 60_000, { cpuPercent: 30 });
    expect(shown()?.networkInBytes).toBeNull();
  });

  test('there is no rate from one to the other', () => {
    const { ssh, api, state } = open();
    api(0, { networkInBytes: 1, uptimeSeconds: 500 });
    ssh(1_000, { networkInBytes: 1_000_000, uptimeSeconds: 10 });
    expect(state().history.byRef.get(ref)).toMatchObject({ rates: null, reboots: [] });
    ssh(2_000, { networkInBytes: 1_000_500, uptimeSeconds: 11 });
    expect(state().history.byRef.get(ref)?.rates).toMatchObject({ networkIn: 500 });
  });

  test('thresholds watch it as any other', () => {
    const { ssh, state } = open();
    ssh(0, { cpuPercent: 10 });
    ssh(1_000, { cpuPercent: 99 });
    ssh(40_000, { cpuPercent: 99 });
    expect(state().alerts.events).toMatchObject([{ type: 'raised', kind: 'cpu', subject: { key: ref } }]);
  });
});

describe('who is logged in', () => {
  test('is kept over the fleet until something else is told, and goes with its server', () => {
    const { report, emit, state } = open();
    report({ logins: [login('ops', 'pts/0')] });
    const before = state().sessions;
    expect([...before.values()]).toMatchObject([{ user: 'ops', terminal: 'pts/0' }]);
    report({ metrics: testMetrics({ source: 'ssh', observedAt: 1 }) });
    report({ logins: [login('ops', 'pts/0')] });
    expect(state().sessions).toBe(before);
    emit(serversListed('sparrow', []));
    expect(state().sessions.size).toBe(0);
    expect(state().probes.size).toBe(0);
  });

  test('a new login is told where it matters; who was there at first sight is no news', () => {
    const { report, state } = open();
    const told = () => state().alerts.events.map(({ kind, message }) => `${kind}: ${message}`);
    report({ logins: [login('ops', 'pts/0')], isProtected: true });
    expect(told()).toEqual([]);
    // A session that was lost meanwhile makes nothing of it first sight again.
    report({ state: { phase: 'connecting' }, isProtected: true });
    report({ logins: [login('ops', 'pts/0'), login('eve', 'pts/1')], isProtected: true }, 5_000);
    expect(told()).toEqual(['login: eve logged in from 10.0.0.9 on pts/1']);
    report({ logins: [login('eve', 'pts/1')], isProtected: true });
    report({ logins: [login('eve', 'pts/1'), login('mia', 'pts/2')], isProtected: false });
    expect(told()).toHaveLength(1);
  });
});

test('many new logins at once are counted', () => {
  const { report, state } = open();
  report({ logins: [], isProtected: true });
  const crowd = Array.from({ length: 200 }, (_, index) => login('bot', `pts/${index}`));
  report({ logins: crowd, isProtected: true });
  const told = state().alerts.events.map(({ message }) => message);
  expect(told).toHaveLength(6);
  expect(told.at(-1)).toBe('195 more logged in');
});

test('a server that is sampled no more is as without ssh', () => {
  const { ssh, api, emit, report, shown, state } = open();
  ssh(0, { cpuPercent: 1 });
  report({ state: null });
  expect(state().probes.size).toBe(0);
  expect(shown()).toBeNull();
  api(1_000, { cpuPercent: 2 });
  ssh(2_000, { cpuPercent: 3 });
  expect(shown()?.cpuPercent).toBe(3);
  emit({ type: 'providers-connected', providers: [testIdentity('sparrow')] });
  expect(shown()).toMatchObject({ source: 'api', cpuPercent: 2 });
});

test('what is left out shows no load and no logins of an earlier session', () => {
  const { ssh, api, report, shown, state } = open();
  api(1_000, { cpuPercent: 10 });
  ssh(2_000, { cpuPercent: 30 });
  report({ logins: [login('ops', 'pts/0')] });
  report({ state: { phase: 'left-out', most: 1 } });
  expect(shown()).toMatchObject({ source: 'api', cpuPercent: 10 });
  expect(state().sessions.size).toBe(0);
  api(3_000, { cpuPercent: 12 });
  expect(shown()).toMatchObject({ source: 'api', cpuPercent: 12 });
  expect(state().probes.get(ref)?.state.phase).toBe('left-out');
});
