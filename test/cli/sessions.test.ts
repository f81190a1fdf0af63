import { describe, expect, test } from 'vitest';
import { fakeSsh, samples } from '../support/fake-ssh.ts';
import { makeFolder, runFleetop } from '../support/run-fleetop.ts';
import { sparrowConfig } from '../support/sparrow-servers.ts';

const rows = [
  { id: 'a', name: 'alpha', ipv4: '203.0.113.1' },
  { id: 'b', name: 'beta', ipv4: '203.0.113.2' },
];

const login = `echo "w ops pts/0 2026-11-22 05:00 . 12 (10.0.0.9)"; echo "W 1"`;

/** The second server lets nobody in. */
const ssh = () =>
  fakeSsh(`case $host in *.2) echo 'ops@203.0.113.2: Permission denied (publickey).' >&2; exit 255;; esac
${samples(login)}`);

const configOf = async (more: string) => `${await sparrowConfig(rows)}ssh: { enabled: true, ${more} }\n`;

describe('over ssh', () => {
  test('sessions is who is logged in, and names the servers that cannot be asked', async () => {
    const config = await configOf(`command: ${ssh()}`);
    const [json, table] = await Promise.all([
      runFleetop(['sessions', '--json'], { config }),
      runFleetop(['sessions'], { config }),
    ]);
    expect(json.code).toBe(3);
    expect(JSON.parse(json.stdout)).toEqual({
      generatedAt: expect.any(String),
      errors: [
        expect.objectContaining({
          provider: 'sparrow',
          code: 'auth',
          message: expect.stringMatching(/^beta: no key of yours is accepted there/),
        }),
      ],
      sessions: [
        {
          server: 'sparrow/a',
          user: 'ops',
          terminal: 'pts/0',
          from: '10.0.0.9',
          since: '2026-11-22T05:00:00.000Z',
          idleSeconds: 0,
        },
      ],
    });
    expect(table).toMatchObject({ code: 3, stderr: expect.stringMatching(/^beta: no key of yours/m) });
    expect(table.stdout).toMatch(/^USER +SERVER +PROVIDER +FROM +TERMINAL +SINCE +IDLE\nops +alpha +sparrow/);
  });

  test('servers beyond ssh.most are told, by sessions and by servers', async () => {
    const config = await configOf(`command: ${ssh()}, most: 1`);
    const told = /^1 server was not read over ssh: beyond ssh\.most \(1\)$/m;
    for (const verb of ['sessions', 'servers'])
      expect(await runFleetop([verb], { config })).toMatchObject({
        code: 0,
        stderr: expect.stringMatching(told),
      });
  });

  test('servers and show have its load; --no-details asks no server', async () => {
    const config = await configOf(`command: ${ssh()}, exclude: [beta]`);
    const [all, lists, shown] = await Promise.all([
      runFleetop(['servers', '--json'], { config }),
      runFleetop(['servers', '--json', '--no-details'], { config }),
      runFleetop(['show', 'alpha', '--json'], { config }),
    ]);
    expect(all.code).toBe(0);
    expect(JSON.parse(all.stdout).servers).toMatchObject([
      { id: 'a', metrics: { source: 'ssh', cpuPercent: 50, memoryPercent: 25, networkInBytes: null } },
      { id: 'b', metrics: null },
    ]);
    expect(JSON.parse(lists.stdout).servers).toMatchObject([{ metrics: null }, { metrics: null }]);
    expect(JSON.parse(shown.stdout).server).toMatchObject({ metrics: { source: 'ssh', cpuPercent: 50 } });
  });

  test('doctor names the client, or that there is none', async () => {
    const client = fakeSsh('echo "OpenSSH_9.9p1, OpenSSL 3.5" >&2');
    const [found, missing] = await Promise.all([
      runFleetop(['doctor', '--json'], { config: await configOf(`command: ${client}, interval: 30s`) }),
      runFleetop(['doctor', '--json'], { config: await configOf('command: /nowhere/ssh') }),
    ]);
    const checkOf = (text: string) =>
      JSON.parse(text).checks.find(({ id }: { readonly id: string }) => id === 'ssh');
    expect(checkOf(found.stdout)).toMatchObject({
      status: 'ok',
      message: 'OpenSSH_9.9p1, OpenSSL 3.5; samples every 30s of every server, of 200 at most',
    });
    expect(checkOf(missing.stdout)).toMatchObject({
      status: 'fail',
      message: 'there is no program /nowhere/ssh',
    });
    expect(missing.code).toBe(1);
  });
});

test('the demo connects to no server, whatever the configuration says', async () => {
  const folder = makeFolder();
  const config = await configOf(`command: ${fakeSsh(`touch ${folder}/run`)}`);
  const finished = await runFleetop(['sessions', '--demo'], { config });
  expect(finished).toMatchObject({ code: 2, stderr: expect.stringContaining('set ssh: { enabled: true }') });
});
