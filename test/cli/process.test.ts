import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../src/config/parse-config.ts';
import { startSimulator } from '../../src/simulator/index.ts';
import { startApi } from '../support/api.ts';
import {
  builtProgram,
  closed,
  makeFolder,
  runFleetop,
  startFleetop,
  waitForText,
  writeConfig,
} from '../support/run-fleetop.ts';

const sparrow = (url: string, more = '') =>
  `providers:\n  - name: sparrow\n    type: sparrowhost\n    apiKey: k\n    baseUrl: ${url}\n${more}`;

const serversApi = (servers: readonly unknown[]) =>
  startApi({ 'GET /api/v1/servers': { body: { success: true, data: servers } } });

test('a command that waits for the rate limit says so, and until when', async () => {
  const api = await serversApi([]);
  const options = { config: sparrow(api.url, '    rateLimit: { perMinute: 1 }\n'), home: makeFolder() };
  const words = ['servers', '--json', '--no-details'];
  expect(await runFleetop(words, options)).toMatchObject({ code: 0, stderr: '' });
  const waiting = startFleetop(words, options);
  const said = await waitForText(waiting.stderr, /\n/);
  expect(said).toMatch(/^sparrow: its rate limit is used up, the next request goes out in \d+[sm]\n$/);
  expect(api.requests).toHaveLength(1);
});

test('a VPS that the reply says was not deleted is told as such', async () => {
  const vps = { id: 45, name: 'web', status: 'running' };
  const reply = (data: object, message?: string) => ({ body: { success: true, data, message } });
  const api = await startApi({
    'GET /vps/45': reply(vps),
    'GET /vps/45/status': reply({}),
    'GET /vps/45/snapshots': reply({ snapshots: [] }),
    'POST /vps/45/delete': reply({ deleted: false, vps_id: 45 }, 'Protected from deletion'),
  });
  const config = `providers:\n  - name: cyber\n    type: cyberpanel\n    apiKey: k\n    baseUrl: ${api.url}\n`;
  const finished = await runFleetop(['delete', 'cyber/45', '--confirm', 'web', '--json'], { config });
  expect(JSON.parse(finished.stdout)).toMatchObject({
    accepted: false,
    message: 'Protected from deletion',
    error: { code: 'conflict', status: 200, retryable: false },
  });
  expect(finished.code).toBe(1);
  expect(api.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
});

describe('the way out', () => {
  test.each([
    { signal: 'SIGINT', code: 130 },
    { signal: 'SIGTERM', code: 143 },
    { signal: 'SIGHUP', code: 129 },
  ] as const)('$signal is exit $code, also while a reply is awaited', async ({ signal, code }) => {
    let arrived = () => {};
    const asked = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const api = await startApi({
      'GET /api/v1/servers': () => {
        arrived();
        return undefined;
      },
    });
    const child = startFleetop(['servers', '--json'], { config: sparrow(api.url) });
    const said = Promise.all([textOf(child.stdout), textOf(child.stderr)]);
    await asked;
    child.kill(signal);
    expect(await closed(child)).toBe(code);
    expect(await said).toEqual(['', '']);
  });

  test.each(['SIGINT', 'SIGTERM'] as const)(
    '%s while a change is unanswered: it is said that nobody knows',
    async (signal) => {
      let arrived = () => {};
      const asked = new Promise<void>((resolve) => {
        arrived = resolve;
      });
      const web = { id: 's1', name: 'web-01', status: 'running' };
      const api = await startApi({
        'GET /api/v1/servers': { body: { success: true, data: [web] } },
        'GET /api/v1/nestdeploy/apps': { body: { success: true, data: [] } },
        'GET /api/v1/servers/s1': { body: { success: true, data: web } },
        'POST /api/v1/servers/s1/actions': () => {
          arrived();
          return undefined;
        },
      });
      const child = startFleetop(['reboot', 'web-01', '--yes', '--json'], { config: sparrow(api.url) });
      const said = Promise.all([textOf(child.stdout), textOf(child.stderr)]);
      await asked;
      child.kill(signal);
      expect(await closed(child)).toBe(signal === 'SIGINT' ? 130 : 143);
      expect(await said).toEqual([
        '',
        'reboot web-01: interrupted before an answer came: not known whether it happened\n',
      ]);
    },
  );

  test('without file handles it says so in whole sentences, whichever it is that fails first', async () => {
    const simulator = await startSimulator();
    const home = makeFolder();
    writeFileSync(join(home, 'config.yaml'), simulator.configYaml(), { mode: 0o600 });
    let said = '';
    for (const handles of [22, 26, 30, 36]) {
      const limited = `ulimit -n ${handles}; exec "$0" "$@"`;
      const words = [
        process.execPath,
        builtProgram,
        'status',
        '--json',
        '--config',
        join(home, 'config.yaml'),
      ];
      const child = spawn('/bin/sh', ['-c', limited, ...words], {
        env: { PATH: process.env['PATH'] ?? '', HOME: home },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const [stdout, stderr, code] = await Promise.all([
        textOf(child.stdout),
        textOf(child.stderr),
        closed(child),
      ]);
      expect(JSON.parse(stdout), `${handles}: ${stderr}`).toBeTypeOf('object');
      expect([0, 1, 2, 3]).toContain(code);
      expect(stdout + stderr).not.toMatch(/fleetop failed|\n +at /);
      said += stdout + stderr;
    }
    expect(said).toContain('raise ulimit -n');
    await simulator.close();
  });

  test('a closed pipe is exit 0, quietly', async () => {
    const many = Array.from({ length: 4_000 }, (_, index) => ({
      id: `s${index}`,
      name: 'web',
      status: 'running',
    }));
    const api = await serversApi(many);
    const child = startFleetop(['servers', '--json'], { config: sparrow(api.url) });
    const said = textOf(child.stderr);
    child.stdout?.once('data', () => child.stdout?.destroy());
    expect(await closed(child)).toBe(0);
    expect(await said).toBe('');
  });

  test.each([['servers', '--json'], ['--help'], ['--version']])(
    'an output of %s that cannot be written is exit 1, and said',
    async (...words) => {
      const api = await serversApi([{ id: 's1', name: 'web', status: 'running' }]);
      const home = makeFolder();
      const config = writeConfig(home, sparrow(api.url));
      // A limit of the system on files stands in for a disk that is full.
      const script = `ulimit -S -f 0; exec "$0" "$@" > output`;
      const child = spawn('sh', ['-c', script, process.execPath, builtProgram, ...words], {
        env: { PATH: process.env['PATH'], HOME: home, FLEETOP_CONFIG: config },
        cwd: home,
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      const said = textOf(child.stderr);
      expect(await closed(child)).toBe(1);
      expect(await said).toMatch(/^fleetop: the output cannot be written \(EFBIG\): it is not complete$/m);
      expect(await said).not.toMatch(/\n +at /);
    },
  );

  test('a pipe that closes between two snapshots ends --watch', async () => {
    const api = await serversApi([{ id: 's1', name: 'web', status: 'running' }]);
    const child = startFleetop(['servers', '--watch', '--json'], {
      config: sparrow(api.url, '    pollInterval: 1s\n'),
    });
    const said = textOf(child.stderr);
    child.stdout?.once('data', () => child.stdout?.destroy());
    expect(await closed(child)).toBe(0);
    expect(await said).toBe('');
  });

  test('the temporary state of the demo goes with it', async () => {
    const folder = makeFolder();
    await runFleetop(['servers', '--demo', '--no-details'], { env: { TMPDIR: folder } });
    expect(readdirSync(folder)).toEqual([]);
  });
});

test('an older Node is told in one line which one is needed', async () => {
  const pretend = 'Object.defineProperty(process,"versions",{value:{...process.versions,node:"20.19.4"}})';
  const child = spawn(
    process.execPath,
    ['--import', `data:text/javascript,${pretend}`, builtProgram, 'servers'],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const said = Promise.all([textOf(child.stdout), textOf(child.stderr)]);
  expect(await closed(child)).toBe(2);
  expect(await said).toEqual(['', 'fleetop needs Node 22.19 or newer; this is Node 20.19.4\n']);
});

test('compiled code is kept in the own cache folder, for its owner only', async () => {
  const home = makeFolder();
  await runFleetop(['config', 'path'], { home });
  const folder = join(home, '.cache', 'fleetop');
  expect((statSync(folder).mode & 0o777).toString(8)).toBe('700');
  expect(readdirSync(folder)).toHaveLength(1);
});

describe('colour', () => {
  test.each([
    { name: 'a pipe gets none', env: {}, words: [], want: false },
    { name: 'FORCE_COLOR forces it', env: { FORCE_COLOR: '1' }, words: [], want: true },
    { name: 'FORCE_COLOR=0 forces nothing', env: { FORCE_COLOR: '0' }, words: [], want: false },
    { name: 'NO_COLOR wins', env: { FORCE_COLOR: '1', NO_COLOR: '1' }, words: [], want: false },
    { name: '--no-color wins', env: { FORCE_COLOR: '1' }, words: ['--no-color'], want: false },
  ])('$name', async ({ env, words, want }) => {
    const api = await serversApi([{ id: 's1', name: 'web-01', status: 'running' }]);
    const { stdout } = await runFleetop(['servers', ...words], { config: sparrow(api.url), env });
    expect(stdout).toContain('● running');
    expect(stdout.includes('\u001b[32m● running\u001b[0m')).toBe(want);
    expect(stdout.includes('\u001b')).toBe(want);
  });
});

test('control sequences in names reach no terminal', async () => {
  const api = await serversApi([{ id: 's1', name: 'web\u001b]0;owned\u0007\u202etxt', status: 'running' }]);
  const { stdout } = await runFleetop(['servers'], { config: sparrow(api.url) });
  expect(stdout).toContain('web␛]0;owned␇�txt');
});

test('--watch prints again at every interval, with --json one object a line', async () => {
  const api = await serversApi([{ id: 's1', name: 'web-01', status: 'running' }]);
  const child = startFleetop(['servers', '--watch', '--json'], {
    config: sparrow(api.url, '    pollInterval: 1s\n'),
  });
  const text = await waitForText(child.stdout, /\n.*\n/);
  child.kill('SIGINT');
  expect(await closed(child)).toBe(130);
  const lines = text.trimEnd().split('\n');
  for (const line of lines) expect(JSON.parse(line)).toMatchObject({ servers: [{ name: 'web-01' }] });
  expect(api.requests.length).toBeGreaterThanOrEqual(2);
});

test('--verbose tells every request on stderr', async () => {
  const api = await serversApi([]);
  const { stderr, stdout } = await runFleetop(['servers', '--verbose', '--json'], {
    config: sparrow(api.url),
  });
  expect(stderr).toMatch(/^sparrow GET \/api\/v1\/servers 200 \d+ ms\n$/);
  expect(JSON.parse(stdout)).toMatchObject({ servers: [] });
});

describe('simulate', () => {
  test('prints a configuration that works, until a signal', async () => {
    const child = startFleetop(['simulate', '--servers', '10', '--apps', '4', '--seed', '7']);
    const [yaml, said] = await Promise.all([
      waitForText(child.stdout, /serverpilot[\s\S]*baseUrl: \S+\n/),
      waitForText(child.stderr, /\n/),
    ]);
    expect(said).toMatch(/^listening on http:\/\/127\.0\.0\.1:\d+\n$/);
    expect(parseConfig(yaml, '', { env: {}, homeFolder: '/' })).toMatchObject({ ok: true });
    const finished = await runFleetop(['servers', '--json', '--no-details'], { config: yaml });
    expect(JSON.parse(finished.stdout)).toMatchObject({ errors: [] });
    expect(JSON.parse(finished.stdout).servers).toHaveLength(10);
    child.kill('SIGTERM');
    expect(await closed(child)).toBe(143);
  });

  test('takes faults, and prints its configuration as JSON', async () => {
    const child = startFleetop([
      'simulate',
      '--json',
      '--fault',
      'sparrowhost:auth-lost',
      'cyberpanel:wrong-shape',
    ]);
    const config = await waitForText(child.stdout, /\n}\n$/);
    const { stdout, code } = await runFleetop(['servers', '--json', '--no-details'], { config });
    expect(code).toBe(3);
    expect(JSON.parse(stdout).errors).toMatchObject([
      { provider: 'sparrow', code: 'auth' },
      { provider: 'cyber', code: 'protocol' },
    ]);
  });
});

describe('doctor', () => {
  const checksOf = (stdout: string): readonly Record<string, unknown>[] => JSON.parse(stdout).checks;

  test('of a healthy fleet: every check, none failed', async () => {
    const simulator = await startSimulator({ servers: 8, apps: 8 });
    const finished = await runFleetop(['doctor', '--json'], { config: simulator.configYaml() });
    await simulator.close();
    expect(finished).toMatchObject({ code: 0, stderr: '' });
    const checks = checksOf(finished.stdout);
    for (const check of checks) expect(Object.keys(check)).toEqual(['id', 'status', 'message', 'hint']);
    const ids = checks.map(({ id }) => id);
    for (const id of ['node', 'state', 'terminal', 'charset', 'config', 'config.secret'])
      expect(ids).toContain(id);
    for (const what of ['key', 'reach', 'access', 'clock']) expect(ids).toContain(`provider.pilot.${what}`);
    expect(checks.filter(({ status }) => status === 'fail')).toEqual([]);
    expect(checks.find(({ id }) => id === 'config.secret')).toMatchObject({ status: 'warn' });
  });

  test.each([
    {
      name: 'an unreadable key',
      entry: 'apiKey: { file: /no/such-key }\n    baseUrl: http://127.0.0.1:65534',
      want: {
        id: 'provider.a.key',
        status: 'fail',
        message: 'the key file /no/such-key cannot be read (ENOENT)',
      },
    },
    {
      name: 'a provider that is not there',
      entry: 'apiKey: k\n    baseUrl: http://127.0.0.1:65534',
      want: {
        id: 'provider.a.reach',
        status: 'fail',
        message: 'http://127.0.0.1:65534: the connection was refused',
      },
    },
  ])('$name fails, with what to do', async ({ entry, want }) => {
    const finished = await runFleetop(['doctor', '--json'], {
      config: `providers:\n  - name: a\n    type: sparrowhost\n    ${entry}\n`,
    });
    expect(finished.code).toBe(1);
    const failed = checksOf(finished.stdout).filter(({ status }) => status === 'fail');
    expect(failed).toMatchObject([{ ...want, hint: expect.stringMatching(/\w/) }]);
  });

  test('a rejected key and a clock that is wrong', async () => {
    // As of each reply: a slow machine takes seconds to start the program.
    const denial = () => ({
      status: 401,
      headers: { date: new Date(Date.now() - 300_000).toUTCString() },
      body: { success: false, message: 'Invalid API key' },
    });
    const api = await startApi({
      'GET /api/v1/account': denial,
      'GET /api/v1/servers': denial,
      'GET /api/v1/nestdeploy/apps': denial,
    });
    const finished = await runFleetop(['doctor'], { config: sparrow(api.url) });
    expect(finished.code).toBe(1);
    expect(finished.stdout).toMatch(/\nfail {2}provider\.sparrow\.access: .+\n {6}check the key/);
    expect(finished.stdout).toMatch(
      /\nwarn {2}provider\.sparrow\.clock: this clock is (299|300|301) s ahead/,
    );
  });

  test('without a configuration', async () => {
    const finished = await runFleetop(['doctor', '--json']);
    expect(finished.code).toBe(1);
    expect(checksOf(finished.stdout).find(({ id }) => id === 'config')).toMatchObject({ status: 'fail' });
  });
});

test('10,000 servers over 100 pages, with half of the rest of the budget for details', async () => {
  const total = 10_000;
  const page = 100;
  const api = await startApi({
    'GET /vps': ({ path }) => {
      const offset = Number(new URLSearchParams(path.split('?')[1]).get('offset'));
      const instances = Array.from({ length: Math.min(page, total - offset) }, (_, index) => ({
        id: offset + index,
        name: `vps-${offset + index}`,
        status: 'running',
      }));
      const pagination = { limit: page, offset, total, has_more: offset + page < total };
      return { body: { success: true, data: { instances, pagination } } };
    },
  });
  const config = `providers:
  - name: cyber
    type: cyberpanel
    apiKey: k
    baseUrl: ${api.url}
    rateLimit: { perMinute: 140 }
`;
  const finished = await runFleetop(['servers', '--json'], { config });
  expect(finished.stderr).toBe('');
  expect(finished.code).toBe(0);
  const { servers } = JSON.parse(finished.stdout);
  expect(servers).toHaveLength(total);
  expect(new Set(servers.map(({ id }: { id: string }) => id)).size).toBe(total);
  expect(api.requests.filter(({ path }) => path.startsWith('/vps?'))).toHaveLength(100);
  // Half of the 40 left would be 20, but 28 of those 40 are the reserve.
  expect(api.requests).toHaveLength(112);
  const table = await runFleetop(['servers', '--no-details', '--filter', 'vps-99', '--sort', '-name'], {
    config,
    home: makeFolder(),
  });
  expect(table.stdout.split('\n')[1]).toMatch(/^● running +vps-9999 +cyber/);
});

test('the state is remembered for its owner only', async () => {
  const simulator = await startSimulator({ servers: 10 });
  const home = makeFolder();
  const words = ['servers', '--json', '--provider', 'cyber'];
  await runFleetop(words, { config: simulator.configYaml(), home });
  await simulator.close();
  const folder = join(home, '.local', 'state', 'fleetop');
  expect((statSync(folder).mode & 0o777).toString(8)).toBe('700');
  const path = join(folder, 'remembered.json');
  expect((statSync(path).mode & 0o777).toString(8)).toBe('600');
  expect(readFileSync(path, 'utf8')).toContain('cyber/');
});

test('where no temporary folder can be made, the demo says so', async () => {
  const finished = await runFleetop(['--demo', 'servers'], { env: { TMPDIR: '/nonexistent' } });
  expect(finished).toMatchObject({ code: 2, stdout: '' });
  expect(finished.stderr).toBe(
    'fleetop: no temporary folder can be made in /nonexistent (ENOENT): set TMPDIR to a folder that may be written\n',
  );
});

test('a standard input that cannot be read is said, and nothing is asked', async () => {
  const api = await serversApi([]);
  const home = makeFolder();
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    FLEETOP_CONFIG: writeConfig(home, sparrow(api.url)),
  };
  const line = `"${process.execPath}" "${builtProgram}" create server sparrow --set name=- 0>/dev/null`;
  const child = spawn('sh', ['-c', line], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = textOf(child.stderr);
  expect(await closed(child)).toBe(2);
  expect(await said).toBe('fleetop: the standard input cannot be read (EBADF)\n');
  expect(api.requests).toEqual([]);
});

test('in a folder that is gone commands work, and a configuration named there is not found', async () => {
  const home = makeFolder();
  const env = { PATH: process.env['PATH'] ?? '', HOME: home };
  const line = `mkdir gone; cd gone; rmdir ../gone; "${process.execPath}" "${builtProgram}" --config c.yaml servers`;
  const child = spawn('sh', ['-c', line], { env, cwd: home, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = textOf(child.stderr);
  expect(await closed(child)).toBe(2);
  expect(await said).toBe('fleetop: c.yaml: there is no such file: fleetop config init writes one\n');
});

test('a state folder that cannot be written is said, and reading goes on', async () => {
  const api = await serversApi([{ id: 's1', name: 'web-01', status: 'running' }]);
  const home = makeFolder();
  writeFileSync(join(home, 'file'), '');
  const { code, stdout, stderr } = await runFleetop(['servers'], {
    config: sparrow(api.url),
    home,
    env: { XDG_STATE_HOME: join(home, 'file') },
  });
  expect(code).toBe(0);
  expect(stdout).toContain('web-01');
  expect(stderr).toContain('cannot be written (ENOTDIR): nothing is remembered');
});

test('a folder above the state folder that takes in nothing does not hold the program up', async () => {
  const api = await serversApi([{ id: 's1', name: 'web-01', status: 'running' }]);
  const { code, stderr } = await runFleetop(['servers'], {
    config: sparrow(api.url),
    env: { XDG_STATE_HOME: '/proc/none', XDG_CACHE_HOME: '/proc/none' },
  });
  expect(code).toBe(0);
  expect(stderr).toContain('cannot be written (ENOENT): nothing is remembered');
});

async function textOf(stream: NodeJS.ReadableStream | null): Promise<string> {
  let text = '';
  for await (const chunk of stream?.setEncoding('utf8') ?? []) text += String(chunk);
  return text;
}
