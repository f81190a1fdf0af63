import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { defaultPreferences, type SshPreferences } from '../../src/config/config.ts';
import type { ProbeReport } from '../../src/model/probe-report.ts';
import type { Server } from '../../src/model/server.ts';
import { type ProbeFleet, startProbeFleet } from '../../src/probe/probe-fleet.ts';
import type { Clock } from '../../src/runtime/deps.ts';
import { systemClock } from '../../src/runtime/system-clock.ts';
import { fakeSsh, greets, samples } from '../support/fake-ssh.ts';
import { testServer } from '../support/resources.ts';

/** Time as it is, but for waits: they are over a hundred times sooner, but those that something else may end. */
const fastClock: Clock = {
  ...systemClock,
  sleep: (ms, signal) => systemClock.sleep(ms / (ms > 2_000 ? 20 : 100), signal),
};

type Watched = ProbeFleet & {
  readonly reports: readonly ProbeReport[];
  readonly waitFor: (isReached: (report: ProbeReport) => boolean) => Promise<ProbeReport>;
  readonly phases: (ref: string) => readonly string[];
};

function start(
  script: string,
  given: Partial<SshPreferences['probe']> = {},
  clock: Clock = fastClock,
): Watched {
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  const reports: ProbeReport[] = [];
  const { ssh } = defaultPreferences;
  const fleet = startProbeFleet({
    ssh: { ...ssh, command: [fakeSsh(script)], probe: { ...ssh.probe, isEnabled: true, ...given } },
    deps: { clock, random: () => 0 },
    isProtected: () => true,
    report: (told) => void reports.push(...told),
    signal: stop.signal,
  });
  return {
    ...fleet,
    reports,
    waitFor: async (isReached) => {
      const deadline = performance.now() + 10_000;
      for (;;) {
        const found = reports.find(isReached);
        if (found !== undefined) return found;
        if (performance.now() > deadline)
          throw new Error(`never told: ${JSON.stringify(reports.slice(-5), null, 1)}`);
        await delay(5);
      }
    },
    phases: (ref) =>
      reports.filter((report) => report.ref === ref).map(({ state }) => state?.phase ?? 'gone'),
  };
}

const alpha = testServer({ id: 'a', name: 'alpha', ipv4: '203.0.113.1' });

const hasFailed = ({ state }: ProbeReport) => state?.phase === 'failed';
const isMeasured = ({ metrics }: ProbeReport) => metrics !== null && metrics.cpuPercent !== null;

describe('a session', () => {
  test('tells the load and who is logged in', async () => {
    const fleet = start(samples('echo "w ops pts/0 Jan  5 05:00 . 12 (10.0.0.9)"; echo "W 1"'));
    fleet.setServers([alpha]);
    const { metrics, logins, state, isProtected } = await fleet.waitFor(isMeasured);
    expect(metrics).toMatchObject({ source: 'ssh', cpuPercent: 50, memoryPercent: 25 });
    expect(logins).toMatchObject([{ server: 'sparrow/a', name: 'alpha', user: 'ops', from: '10.0.0.9' }]);
    expect(state).toMatchObject({ phase: 'connected', badLines: 0 });
    expect(isProtected).toBe(true);
  });

  test('counts the lines that make no sense', async () => {
    const fleet = start(samples('echo rubbish'));
    fleet.setServers([alpha]);
    await fleet.waitFor(({ state }) => state?.phase === 'connected' && state.badLines >= 2);
  });

  test('ends with its server, and begins anew where that has another address', async () => {
    const fleet = start(samples('echo "l $(echo "$host" | cut -d. -f4).0 0.0 0.0"'));
    fleet.setServers([alpha]);
    await fleet.waitFor(({ metrics }) => metrics?.host?.load?.[0] === 1);
    fleet.setServers([{ ...alpha, ipv4: '203.0.113.2' }]);
    await fleet.waitFor(({ metrics }) => metrics?.host?.load?.[0] === 2);
    fleet.setServers([]);
    await fleet.waitFor(({ state }) => state === null);
  });

  test('is not opened to a server that is off, not included, excluded, or one too many', async () => {
    const fleet = start(samples(), { include: ['sparrow/*'], exclude: ['old-*'], most: 2 });
    const named = (id: string, given: Partial<Server> = {}) =>
      testServer({ id, name: id, ipv4: '203.0.113.1', ...given });
    fleet.setServers([
      named('off', { status: 'stopped' }),
      named('other', { provider: 'cyber' }),
      named('old-1'),
      named('one'),
      named('two'),
      named('three'),
    ]);
    await fleet.waitFor(({ ref, metrics }) => ref === 'sparrow/two' && metrics !== null);
    const begun = fleet.reports.filter(({ state }) => state?.phase !== 'left-out');
    expect([...new Set(begun.map(({ ref }) => ref))].sort()).toEqual(['sparrow/one', 'sparrow/two']);
  });

  test('waits while it is paused', async () => {
    const fleet = start(samples());
    fleet.setServers([alpha]);
    await fleet.waitFor(isMeasured);
    fleet.setPaused(true);
    // What was asked for before comes in still.
    await delay(150);
    const before = fleet.reports.length;
    await delay(300);
    expect(fleet.reports.length).toBe(before);
    fleet.setPaused(false);
    const deadline = performance.now() + 5_000;
    while (fleet.reports.length === before && performance.now() < deadline) await delay(5);
    expect(fleet.reports.length).toBeGreaterThan(before);
  });
});

describe('what fails is told as what it is', () => {
  test.each([
    {
      kind: 'host-key-unknown',
      script: `echo 'No ED25519 host key is known for 203.0.113.1 and you have requested strict checking.' >&2
echo 'Host key verification failed.' >&2; exit 255`,
      says: /alpha: its host key is not known here: connect once by hand .* -- 203\.0\.113\.1$/,
    },
    {
      kind: 'host-key-changed',
      script: `echo '@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @' >&2
echo 'Host key verification failed.' >&2; exit 255`,
      says: /alpha: its host key has CHANGED: .*ssh-keygen -R 203\.0\.113\.1$/,
    },
    {
      kind: 'key-refused',
      script: "echo 'ops@203.0.113.1: Permission denied (publickey).' >&2; exit 255",
      says: /alpha: no key of yours is accepted there \(ops@203\.0\.113\.1: Permission denied/,
    },
    {
      kind: 'connection-refused',
      script: "echo 'ssh: connect to host 203.0.113.1 port 22: Connection refused' >&2; exit 255",
      says: /nothing listens on its ssh port/,
    },
    {
      kind: 'timeout',
      script: "echo 'ssh: connect to host 203.0.113.1 port 22: Connection timed out' >&2; exit 255",
      says: /no answer in time/,
    },
    { kind: 'timeout', script: 'exec sleep 600', says: /no answer in time/ },
    {
      kind: 'name-not-found',
      script: "echo 'ssh: Could not resolve hostname web: Name or service not known' >&2; exit 255",
      says: /its host name is not found/,
    },
    {
      kind: 'unreachable',
      script: "echo 'ssh: connect to host 203.0.113.1 port 22: No route to host' >&2; exit 255",
      says: /there is no way to it/,
    },
    {
      kind: 'other',
      script: "printf 'kex_exchange_identification: \\033[2J\\n' >&2; exit 255",
      says: /ssh failed \(kex_exchange_identification: ␛\[2J\)/,
    },
    {
      kind: 'not-a-shell',
      script: "echo 'This account is not available.'; exit 1",
      says: /no shell answers/,
    },
    { kind: 'not-a-shell', script: 'exec yes', says: /no shell answers/ },
    {
      kind: 'unsupported',
      script: `${greets.replace('Linux', 'FreeBSD')}; sleep 600`,
      says: /it runs FreeBSD/,
    },
    { kind: 'flood', script: `${greets}; exec yes`, says: /more than it was asked for/ },
    { kind: 'flood', script: `${greets}; exec yes >&2`, says: /more than it was asked for/ },
    { kind: 'lost', script: `${greets}; exit 255`, says: /the connection was lost/ },
  ])('$kind: $says', async ({ kind, script, says }) => {
    const fleet = start(script);
    fleet.setServers([alpha]);
    const { state } = await fleet.waitFor(hasFailed);
    expect(state).toMatchObject({ fault: { kind, problem: { provider: 'sparrow' } } });
    expect(state?.phase === 'failed' ? state.fault.problem.message : '').toMatch(says);
  });

  test('no address that ssh may be given: nothing is run', async () => {
    const fleet = start('echo run >&2; exit 255');
    fleet.setServers([{ ...alpha, ipv4: '-oProxyCommand=touch owned' }]);
    expect((await fleet.waitFor(hasFailed)).state).toMatchObject({ fault: { kind: 'no-address' } });
    expect(fleet.phases('sparrow/a')).not.toContain('connecting');
  });

  test('no client', async () => {
    const fleet = start('', {}, fastClock);
    const { ssh } = defaultPreferences;
    const stop = new AbortController();
    onTestFinished(() => stop.abort());
    const reports: ProbeReport[] = [];
    const without = startProbeFleet({
      ssh: { ...ssh, command: ['/nowhere/ssh'], probe: { ...ssh.probe, isEnabled: true } },
      deps: { clock: fastClock, random: () => 0 },
      isProtected: () => false,
      report: (told) => void reports.push(...told),
      signal: stop.signal,
    });
    without.setServers([alpha]);
    const deadline = performance.now() + 5_000;
    while (!reports.some(hasFailed) && performance.now() < deadline) await delay(5);
    expect(reports.find(hasFailed)?.state).toMatchObject({ fault: { kind: 'no-client' } });
    fleet.setServers([]);
  });
});

test('what somebody has to mend is tried again when that is asked for', async () => {
  const fleet = start("echo 'Permission denied (publickey).' >&2; exit 255");
  fleet.setServers([alpha]);
  await fleet.waitFor(hasFailed);
  const failures = () => fleet.phases('sparrow/a').filter((phase) => phase === 'failed').length;
  fleet.retry();
  const deadline = performance.now() + 2_500;
  while (failures() < 2 && performance.now() < deadline) await delay(5);
  expect(failures()).toBe(2);
});

test('what was lost is opened again', async () => {
  const fleet = start(`${greets}; read -r asked; exit 255`);
  fleet.setServers([alpha]);
  const deadline = performance.now() + 10_000;
  while (fleet.phases('sparrow/a').filter((phase) => phase === 'failed').length < 3) {
    if (performance.now() > deadline) throw new Error(fleet.phases('sparrow/a').join(' '));
    await delay(5);
  }
});

test('no more connections are being opened at once than is said', async () => {
  const { makeFolder } = await import('../support/run-fleetop.ts');
  const { readdirSync, readFileSync } = await import('node:fs');
  const folder = makeFolder();
  // Each leaves how many were opening when it began.
  const script = `touch "${folder}/opening.$$"; ls "${folder}" | grep -c opening > "${folder}/count.$$"
sleep 0.1; rm "${folder}/opening.$$"; ${samples()}`;
  const fleet = start(script, { atOnce: 3 });
  const servers = Array.from({ length: 12 }, (_, index) =>
    testServer({ id: `${index}`, name: `s${index}`, ipv4: '203.0.113.1' }),
  );
  fleet.setServers(servers);
  for (const { ref } of servers) await fleet.waitFor((report) => report.ref === ref && isMeasured(report));
  const counts = readdirSync(folder)
    .filter((name) => name.startsWith('count'))
    .map((name) => Number(readFileSync(`${folder}/${name}`, 'utf8')));
  expect(counts).toHaveLength(12);
  expect(Math.max(...counts)).toBeLessThanOrEqual(3);
});

test('servers beyond the most that is allowed are told to be left out, and begun when there is room', async () => {
  const [beta, gamma] = ['b', 'c'].map((id) => testServer({ id, name: id, ipv4: '203.0.113.2' }));
  if (beta === undefined || gamma === undefined) throw new Error('no servers');
  const fleet = start(samples(''), { most: 1 });
  fleet.setServers([alpha, beta, gamma]);
  await fleet.waitFor(({ ref, state }) => ref === gamma.ref && state?.phase === 'left-out');
  expect(fleet.reports.find(({ ref }) => ref === beta.ref)?.state).toEqual({ phase: 'left-out', most: 1 });
  await fleet.waitFor(isMeasured);
  expect(new Set([...fleet.phases(beta.ref), ...fleet.phases(gamma.ref)])).toEqual(new Set(['left-out']));
  fleet.setServers([beta]);
  await fleet.waitFor((report) => report.ref === beta.ref && isMeasured(report));
  await fleet.waitFor(({ ref, state }) => ref === gamma.ref && state === null);
  fleet.setServers([alpha, beta]);
  await fleet.waitFor(({ ref, state }) => ref === beta.ref && state?.phase === 'left-out');
});
