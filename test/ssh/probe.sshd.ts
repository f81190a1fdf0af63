import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { spawn as spawnPty } from '@lydell/node-pty';
import { describe, expect, onTestFinished, test } from 'vitest';
import { defaultPreferences } from '../../src/config/config.ts';
import type { Metrics } from '../../src/model/metrics.ts';
import type { ProbeReport } from '../../src/model/probe-report.ts';
import { startProbeFleet } from '../../src/probe/probe-fleet.ts';
import { systemClock } from '../../src/runtime/system-clock.ts';
import { testServer } from '../support/resources.ts';
import { makeFolder, runFleetop } from '../support/run-fleetop.ts';
import { sparrowConfig } from '../support/sparrow-servers.ts';
import { startSshd, type TestSshd } from '../support/sshd.ts';
import { openTerminal, type TestTerminal } from '../support/terminal.ts';

/** What sshd writes logins to, which a container may not have. Only root may make it. */
const utmp = '/run/utmp';
if (process.getuid?.() === 0 && !existsSync(utmp)) writeFileSync(utmp, '', { mode: 0o664 });

type Way = { readonly port: number; readonly client: string };

/** Servers of one provider, each by its own way: `ssh` of the configuration. */
const sshOf = (ways: Readonly<Record<string, Way>>, more = ''): string => `ssh:
  enabled: true
  interval: 1s
  connectTimeout: 2s
${more}  servers:
${Object.entries(ways)
  .map(([name, { port, client }]) => `    ${name}: { port: ${port}, command: [ssh, -F, ${client}] }\n`)
  .join('')}`;

/** Processor time of this machine since it was started. */
function cpuTimes() {
  const [, ...fields] = /^cpu .*/m.exec(readFileSync('/proc/stat', 'utf8'))?.[0].split(/ +/) ?? [];
  const ticks = fields.slice(0, 8).map(Number);
  const total = ticks.reduce((sum, part) => sum + part, 0);
  return { total, busy: total - (ticks[3] ?? 0) - (ticks[4] ?? 0) };
}

function memoryPercent(): number {
  const text = readFileSync('/proc/meminfo', 'utf8');
  const kb = (name: string) => Number(new RegExp(`^${name}: +(\\d+)`, 'm').exec(text)?.[1]);
  return (1 - kb('MemAvailable') / kb('MemTotal')) * 100;
}

function watch(sshd: TestSshd, intervalMs = 1_000) {
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  const reports: ProbeReport[] = [];
  let onReport = (_report: ProbeReport) => {};
  const { ssh } = defaultPreferences;
  const fleet = startProbeFleet({
    ssh: {
      ...ssh,
      port: sshd.port,
      command: ['ssh', '-F', sshd.clientConfig()],
      probe: { ...ssh.probe, isEnabled: true, intervalMs },
    },
    deps: { clock: systemClock, random: () => 0 },
    isProtected: () => false,
    report: (told) => {
      for (const report of told) {
        reports.push(report);
        onReport(report);
      }
    },
    signal: stop.signal,
  });
  fleet.setServers([testServer({ name: 'alpha', ipv4: '127.0.0.1' })]);
  return {
    reports,
    stop,
    next: (isWanted: (report: ProbeReport) => boolean) =>
      new Promise<ProbeReport>((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new Error(`never told: ${JSON.stringify(reports.slice(-3))}`)),
          15_000,
        );
        onReport = (report) => {
          if (!isWanted(report)) return;
          clearTimeout(timer);
          resolve(report);
        };
      }),
  };
}

/** Processes that have this in their command line. */
const processesWith = (text: string): readonly string[] => {
  try {
    return execFileSync('pgrep', ['-f', text], { encoding: 'utf8' }).split('\n').filter(Boolean);
  } catch {
    return [];
  }
};

const childrenOf = (pid: number): readonly string[] => {
  try {
    return execFileSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' })
      .split('\n')
      .filter(Boolean);
  } catch {
    return [];
  }
};

async function until(isReached: () => boolean, what: string): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (!isReached()) {
    if (performance.now() > deadline) throw new Error(`never: ${what}`);
    await delay(20);
  }
}

describe('what is read over ssh', () => {
  test('agrees with /proc: CPU within 5 points under a known load, memory within 2 %', async () => {
    const sshd = await startSshd({ forceCommand: null });
    const load = spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' });
    onTestFinished(() => {
      load.kill('SIGKILL');
    });
    // What this machine did, so often that there is a moment near any.
    const moments = [{ at: Date.now(), ...cpuTimes(), memory: memoryPercent() }];
    const looking = setInterval(
      () => moments.push({ at: Date.now(), ...cpuTimes(), memory: memoryPercent() }),
      20,
    );
    onTestFinished(() => clearInterval(looking));
    const momentOf = ({ observedAt }: Metrics) =>
      moments.findLast(({ at }) => at <= observedAt) ?? { busy: 0, total: 0, memory: 0 };
    const watched = watch(sshd, 3_000);
    const measured: Metrics[] = [];
    await watched.next(({ metrics }) => {
      if (metrics !== null) measured.push(metrics);
      return measured.length === 5;
    });
    for (const [index, metrics] of measured.entries()) {
      const [before, after] = [momentOf(measured[index - 1] ?? metrics), momentOf(metrics)];
      expect(Math.abs((metrics.memoryPercent ?? 0) - after.memory)).toBeLessThan(2);
      // The first tells no load, and the second that of one second alone.
      if (index < 2) continue;
      const cpu = ((after.busy - before.busy) / (after.total - before.total)) * 100;
      expect(Math.abs((metrics.cpuPercent ?? 0) - cpu)).toBeLessThan(5);
      expect(metrics.cpuPercent).toBeGreaterThan(100 / (metrics.host?.cores.length ?? 1) - 5);
    }
    const metrics = measured.at(-1);
    expect(metrics?.uptimeSeconds).toBeCloseTo(
      Number(readFileSync('/proc/uptime', 'utf8').split('.')[0]),
      -1,
    );
    expect(metrics?.memoryTotalBytes).toBe(
      Number(/MemTotal: +(\d+)/.exec(readFileSync('/proc/meminfo', 'utf8'))?.[1]) * 1_024,
    );
    await watched.next(
      ({ metrics: later }) => later?.host?.busiest.some(({ pid }) => pid === load.pid) ?? false,
    );
  });

  test('a connection that is cut is told, and is back by itself', async () => {
    const sshd = await startSshd({ forceCommand: null });
    const watched = watch(sshd);
    await watched.next(({ metrics }) => metrics !== null);
    const lost = watched.next(({ state }) => state?.phase === 'failed');
    for (const pid of childrenOf(sshd.pid)) process.kill(Number(pid), 'SIGKILL');
    expect((await lost).state).toMatchObject({ fault: { kind: 'lost' } });
    await watched.next(({ metrics }) => metrics?.cpuPercent != null);
  });
});

test('each server by its own way: what fails is named with what to do, the others are read', async () => {
  const plain = await startSshd({ forceCommand: null });
  const garbage = await startSshd({ forceCommand: 'yes rubbish' });
  const echo = await startSshd({ forceCommand: 'cat' });
  const silent = createServer(() => {});
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void silent.close());
  const owned = join(makeFolder(), 'owned');
  const names = ['good', 'refused', 'unknown', 'changed', 'hanging', 'garbage', 'echo', 'closed'];
  const config = await sparrowConfig([
    ...names.map((name) => ({ id: name, name, ipv4: '127.0.0.1' })),
    { id: 'evil', name: 'evil', ipv4: `-oProxyCommand=touch ${owned}` },
  ]);
  const freed = createServer();
  await new Promise<void>((resolve) => freed.listen(0, '127.0.0.1', resolve));
  const closedPort = (freed.address() as AddressInfo).port;
  await new Promise((resolve) => freed.close(resolve));
  const client = plain.clientConfig();
  const ssh = sshOf({
    good: { port: plain.port, client },
    refused: { port: plain.port, client: plain.clientConfig({ key: 'stranger' }) },
    unknown: { port: plain.port, client: plain.clientConfig({ knowsHost: false }) },
    changed: { port: plain.port, client: plain.clientConfig({ hostHasChanged: true }) },
    hanging: { port: (silent.address() as AddressInfo).port, client },
    garbage: { port: garbage.port, client: garbage.clientConfig() },
    echo: { port: echo.port, client: echo.clientConfig() },
    closed: { port: closedPort, client },
  });
  const { code, stdout } = await runFleetop(['servers', '--json'], { config: config + ssh });
  const { errors, servers } = JSON.parse(stdout);
  const saysOf = (name: string) =>
    errors.find(({ message }: { message: string }) => message.startsWith(name))?.message;
  expect(saysOf('refused')).toMatch(/no key of yours is accepted there .*Permission denied \(publickey\)/);
  expect(saysOf('unknown')).toMatch(/its host key is not known here: connect once by hand/);
  expect(saysOf('changed')).toMatch(/its host key has CHANGED: .*ssh-keygen -R '\[127\.0\.0\.1\]:\d+'/);
  expect(saysOf('hanging')).toMatch(/ssh got no answer in time/);
  expect(saysOf('garbage')).toMatch(/no shell answers there/);
  expect(saysOf('echo')).toMatch(/ssh got no answer in time|no shell answers there/);
  expect(saysOf('closed')).toMatch(/nothing listens on its ssh port/);
  expect(saysOf('evil')).toMatch(/has no address that ssh is given/);
  expect(errors).toHaveLength(8);
  expect(existsSync(owned)).toBe(false);
  expect(code).toBe(3);
  const metrics = (name: string) => servers.find(({ id }: { id: string }) => id === name)?.metrics ?? null;
  expect(metrics('good')).toMatchObject({ source: 'ssh', cpuPercent: expect.any(Number) });
  expect(Math.abs(metrics('good').memoryPercent - memoryPercent())).toBeLessThan(2);
  expect(names.slice(1).map(metrics)).toEqual(names.slice(1).map(() => null));
});

/** Somebody logs in there, and is known to have. */
async function logIn(sshd: TestSshd): Promise<void> {
  const logins = () =>
    execFileSync('who', ['-u'], { encoding: 'utf8' }).match(/\(127\.0\.0\.1\)/g)?.length ?? 0;
  const before = logins();
  const words = ['-F', sshd.clientConfig(), '-tt', '-p', String(sshd.port), '127.0.0.1', 'cat'];
  const login = spawnPty('ssh', words, {});
  onTestFinished(() => login.kill('SIGKILL'));
  await until(() => logins() > before, `a login in ${utmp}`);
}

/** The dashboard on one server over ssh. */
async function openOn(sshd: TestSshd, more = ''): Promise<{ terminal: TestTerminal; client: string }> {
  const client = sshd.clientConfig();
  const config = await sparrowConfig([{ id: 'a', name: 'alpha', ipv4: '127.0.0.1' }]);
  const terminal = openTerminal([], {
    config: `${config}${sshOf({ alpha: { port: sshd.port, client } })}${more}`,
    columns: 160,
    rows: 40,
  });
  return { terminal, client };
}

describe('the dashboard', () => {
  test('fills Live for a provider without metrics, and shows a second login within one interval', async () => {
    const sshd = await startSshd({ forceCommand: null });
    await logIn(sshd);
    const { terminal } = await openOn(sshd, 'protected: ["sparrow/*"]\n');
    await terminal.waitFor(/Live .*read \ds ago over ssh/);
    await terminal.waitFor(/alpha +\d+%/);
    terminal.write('7z');
    const rows = (text: string) => text.match(/^│.*alpha .* 127\.0\.0\.1 .*$/gm)?.length ?? 0;
    await terminal.waitFor((text) => rows(text) === 1);
    await logIn(sshd);
    const loggedInAt = performance.now();
    await terminal.waitFor((text) => rows(text) === 2);
    // The interval, and what it takes to be drawn on a machine that has other things to do.
    expect(performance.now() - loggedInAt).toBeLessThan(1_000 + 1_500);
    terminal.write('6');
    await terminal.waitFor(/✖ login +alpha +\S+ +raised +\S+ logged in from 127\.0\.0\.1 on pts/);
    terminal.write('q');
    expect((await terminal.ended()).code).toBe(0);
  });

  test.each(['q', 'SIGTERM', 'SIGHUP', 'SIGKILL'] as const)(
    'leaves no process and no connection behind after %s',
    async (way) => {
      const sshd = await startSshd({ forceCommand: null });
      const { terminal, client } = await openOn(sshd);
      await terminal.waitFor(/Live .*read \ds ago over ssh/);
      expect(processesWith(client).length).toBeGreaterThan(0);
      expect(childrenOf(sshd.pid)).toHaveLength(1);
      if (way === 'q') terminal.write('q');
      else await terminal.signal(way);
      await terminal.ended();
      await until(() => processesWith(client).length === 0, 'the end of ssh');
      await until(() => childrenOf(sshd.pid).length === 0, 'the end of the session there');
    },
  );
});

test('fleetop sessions prints who is logged in', async () => {
  const sshd = await startSshd({ forceCommand: null });
  const client = sshd.clientConfig();
  await logIn(sshd);
  const config = await sparrowConfig([{ id: 'a', name: 'alpha', ipv4: '127.0.0.1' }]);
  const ssh = sshOf({ alpha: { port: sshd.port, client } });
  const [json, table] = await Promise.all([
    runFleetop(['sessions', '--json'], { config: config + ssh }),
    runFleetop(['sessions', '--filter', 'from:127.0.0.1'], { config: config + ssh }),
  ]);
  expect(json.code).toBe(0);
  expect(JSON.parse(json.stdout)).toMatchObject({
    errors: [],
    sessions: expect.arrayContaining([
      {
        server: 'sparrow/a',
        user: expect.any(String),
        terminal: expect.stringMatching(/^pts\//),
        from: '127.0.0.1',
        since: expect.stringMatching(/^\d{4}-.*:00\.000Z$/),
        idleSeconds: expect.any(Number),
      },
    ]),
  });
  expect(table.stdout).toMatch(
    /^USER +SERVER +PROVIDER +FROM +TERMINAL +SINCE +IDLE\n\S+ +alpha +sparrow +127/,
  );
});
