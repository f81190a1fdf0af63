import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { modeOf } from '../support/escapes.ts';
import { makeFolder } from '../support/run-fleetop.ts';
import { sparrowConfig } from '../support/sparrow-servers.ts';
import { openTerminal, type TestTerminal } from '../support/terminal.ts';

const esc = '\u001b';

/** A folder with a program `ssh` that notes its arguments, then does what the script says. */
function fakeSsh(script: string): { readonly PATH: string; readonly noted: string } {
  const folder = makeFolder();
  const noted = join(folder, 'arguments');
  const path = join(folder, 'ssh');
  writeFileSync(path, `#!/bin/sh\nprintf '%s|' "$#" "$@" >> '${noted}'\n${script}\n`);
  chmodSync(path, 0o755);
  return { PATH: `${folder}:${process.env['PATH'] ?? ''}`, noted };
}

const two = [
  { id: 'a', name: 'alpha', ipv4: '203.0.113.1' },
  { id: 'b', name: 'beta', ipv4: null, ipv6: '2001:db8::1' },
];

async function openServers(PATH: string, more = '', env: Readonly<Record<string, string>> = {}) {
  const config = `${await sparrowConfig(two)}${more}`;
  const terminal = openTerminal([], { config, columns: 100, rows: 34, env: { PATH, ...env } });
  await terminal.waitFor(/Servers 1\/2/);
  return terminal;
}

/** The terminal is the dashboard's again: its screen, its modes, its keys. */
async function expectBack(terminal: TestTerminal): Promise<void> {
  await terminal.waitFor(/1 Servers \d\/2/);
  expect(terminal.isAlternateScreen()).toBe(true);
  const raw = terminal.raw();
  expect([25, 7, 1000, 2004].map((mode) => modeOf(raw, mode))).toEqual(['l', 'l', 'l', 'h']);
  terminal.write('?');
  await terminal.waitFor(/Refresh everything/);
  terminal.write(esc);
  await terminal.waitFor(/1 Servers \d\/2/);
}

async function expectRestored(terminal: TestTerminal, code: number): Promise<void> {
  const ended = await terminal.ended();
  expect(ended.code).toBe(code);
  expect(ended.settings).toMatch(/ icanon/);
  expect(ended.settings).toMatch(/ echo /);
  expect(terminal.isAlternateScreen()).toBe(false);
  expect(modeOf(terminal.raw(), 25)).toBe('h');
  expect(modeOf(terminal.raw(), 7)).toBe('h');
}

describe('s', () => {
  test('in the demo runs nothing, as the addresses of simulated servers are others', async () => {
    const { PATH, noted } = fakeSsh('exit 0');
    const terminal = openTerminal(['--demo'], { columns: 100, rows: 34, env: { PATH } });
    await terminal.waitFor(/Servers 1\/\d+/);
    terminal.write('s');
    await terminal.waitFor(/The demo has no machines to enter/);
    terminal.write('q');
    await expectRestored(terminal, 0);
    expect(existsSync(noted)).toBe(false);
  });

  test('gives the whole terminal to ssh, with its words as a list, and takes it back', async () => {
    const { PATH, noted } = fakeSsh(
      `printf 'first? '; read a; printf 'second? '; read b; echo "got $a $b"; read c; exit 7`,
    );
    const ssh = `ssh: { user: "{provider}", port: 2222, jump: ops@bastion }\n`;
    const terminal = await openServers(PATH, ssh);
    terminal.write('j');
    await terminal.waitFor(/Servers 2\/2/);
    terminal.write('s');
    await terminal.waitFor(/→ ssh -l sparrow -p 2222 -J ops@bastion -- 2001:db8::1\n+first\? /);
    expect(terminal.isAlternateScreen()).toBe(false);
    terminal.write('abcdefgh\r');
    await terminal.waitFor(/second\? /);
    terminal.write('ijklmnop\r');
    await terminal.waitFor(/got abcdefgh ijklmnop/);
    terminal.write('\r');
    await terminal.waitFor(/ssh to beta ended with status 7/);
    await terminal.waitFor(/Servers 2\/2/);
    expect(readFileSync(noted, 'utf8')).toBe('8|-l|sparrow|-p|2222|-J|ops@bastion|--|2001:db8::1|');
    await expectBack(terminal);
    terminal.write('q');
    await expectRestored(terminal, 0);
  });

  test('comes back from one that leaves the terminal in disorder, at another size', async () => {
    const { PATH } = fakeSsh(
      `stty raw -echo; printf '\\033[?1049h\\033[?1000h\\033[?25l\\033[5;9r\\033[31m'; echo here; sleep 0.5; kill -9 $$`,
    );
    const terminal = await openServers(PATH);
    terminal.write('s');
    await terminal.waitFor(/here/);
    terminal.resize(120, 40);
    await terminal.waitFor(/ssh to alpha was ended by SIGKILL/);
    await terminal.waitFor((text) => text.split('\n')[2]?.length === 120);
    await expectBack(terminal);
    terminal.write('q');
    await expectRestored(terminal, 0);
  });

  test('Ctrl-C is for ssh alone', async () => {
    const { PATH } = fakeSsh(
      `trap 'echo caught' INT; echo ready; until [ "$a" = end ]; do read a; done; exit 5`,
    );
    const terminal = await openServers(PATH);
    terminal.write('s');
    await terminal.waitFor(/ready/);
    terminal.write('\u0003');
    await terminal.waitFor(/caught/);
    terminal.write('end\r');
    await terminal.waitFor(/ssh to alpha ended with status 5/);
    await expectBack(terminal);
    terminal.write('\u0003');
    // The shell below which the test runs the program got the first Ctrl-C, too, and will not tell its status.
    await terminal.waitFor(() => !terminal.isAlternateScreen());
  });

  test('SIGQUIT, which Ctrl-\\ sends to both, is for ssh alone', async () => {
    const { PATH } = fakeSsh('echo ready; read a; exit 5');
    const terminal = await openServers(PATH);
    terminal.write('s');
    await terminal.waitFor(/ready/);
    await terminal.signal('SIGQUIT');
    terminal.write('end\r');
    await terminal.waitFor(/ssh to alpha ended with status 5/);
    await expectBack(terminal);
    await terminal.signal('SIGQUIT');
    await expectRestored(terminal, 131);
  });

  test.each([
    { name: 'SIGTERM', code: 143 },
    { name: 'SIGHUP', code: 129 },
  ] as const)('$name to fleetop ends ssh, too', async ({ name, code }) => {
    const { PATH } = fakeSsh(
      `trap 'echo ended >> "$0.end"; exit 0' TERM; echo ready; while :; do sleep 0.1; done`,
    );
    const terminal = await openServers(PATH);
    terminal.write('s');
    await terminal.waitFor(/ready/);
    await terminal.signal(name);
    await expectRestored(terminal, code);
    expect(existsSync(`${PATH.split(':')[0]}/ssh.end`)).toBe(true);
  });

  test('says what ssh said last, and when there is no ssh', async () => {
    const refusing = await openServers(
      fakeSsh(`printf 'Permission denied \\033[31m(publickey).\\r\\n' >&2; exit 255`).PATH,
    );
    refusing.write('s');
    await refusing.waitFor(/ended with status 255: Permission denied ␛\[31m\(publickey\)\./);
    const without = await openServers(makeFolder(), `ssh: { command: [no-such-ssh] }\n`);
    without.write('s');
    await without.waitFor(/did not begin: there is no program no-such-ssh/);
    await expectBack(without);
  });

  test('a hostile address never reaches ssh', async () => {
    const { PATH, noted } = fakeSsh('exit 0');
    const config = await sparrowConfig([
      { id: 'a', name: 'alpha', ipv4: '-oProxyCommand=touch /tmp/x' },
      { id: 'b', name: 'beta', ipv4: '$(id)' },
    ]);
    const terminal = openTerminal([], { config, env: { PATH } });
    await terminal.waitFor(/Servers 1\/2/);
    terminal.write('s');
    await terminal.waitFor(/alpha has no address/);
    terminal.write('js');
    await terminal.waitFor(/beta has no address/);
    expect(existsSync(noted)).toBe(false);
  });
});

describe('the clipboard', () => {
  const osc52 = (text: string) => `${esc}]52;c;${Buffer.from(text).toString('base64')}\u0007`;

  test('gets what was chosen by OSC 52', async () => {
    const terminal = await openServers(process.env['PATH'] ?? '');
    terminal.write('yi');
    await terminal.waitFor(/Copied address: 203\.0\.113\.1/);
    expect(terminal.raw()).toContain(osc52('203.0.113.1'));
    terminal.write('cd');
    await terminal.waitFor(/Copied reference: sparrow\/a/);
    expect(terminal.raw()).toContain(osc52('sparrow/a'));
  });

  test('behind tmux gets it in both forms', async () => {
    const terminal = await openServers(process.env['PATH'] ?? '', '', { TMUX: '/tmp/tmux,1,0' });
    terminal.write('yn');
    await terminal.waitFor(/Copied name: alpha/);
    const plain = osc52('alpha');
    expect(terminal.raw()).toContain(`${plain}${esc}Ptmux;${esc}${plain}${esc}\\`);
  });

  test('over ssh gets the address that a browser would', async () => {
    const terminal = await openServers(process.env['PATH'] ?? '', '', { SSH_CONNECTION: '::1 1 ::1 22' });
    terminal.write('o');
    await terminal.waitFor(/y Open in a browser .*over ssh/);
    expect(terminal.raw()).toContain(osc52('http://203.0.113.1/'));
    expect(terminal.lines().map((line) => line.trimEnd())).toContain('http://203.0.113.1/');
  });
});

test('e writes what is shown to a file, in the format of its name', async () => {
  const terminal = await openServers(process.env['PATH'] ?? '');
  const home = dirname(terminal.temporaryFolder);
  terminal.write('e');
  await terminal.waitFor(/export to fleetop-servers-\d{4}-\d\d-\d\d\.csv▏/);
  terminal.write('\r');
  await terminal.waitFor(/2 rows written to/);
  for (const name of ['all.csv', 'all.json', 'all.md', 'all.txt']) {
    terminal.write('e');
    await terminal.waitFor(/export to/);
    terminal.write('\u0015');
    await terminal.waitFor(/export to ▏/);
    terminal.write(name);
    terminal.write('\r');
    await terminal.waitFor(
      (text) => / 2 rows written to (.*)/.exec(text)?.[1]?.trim().endsWith(name) === true,
    );
  }
  const read = (name: string) => readFileSync(join(home, name), 'utf8');
  expect(statSync(join(home, 'all.csv')).mode & 0o777).toBe(0o600);
  const [titles, row] = read('all.csv').split('\r\n');
  expect(titles).toMatch(/^STATUS,NAME,PROVIDER,REGION,ADDRESS,PLAN,SIZE,PRICE,.*,CREATED$/);
  expect(row).toMatch(
    /^running,alpha,sparrow,in-noida-1,203\.0\.113\.1,vps-amd-2vcpu-4gb,2×4\.0G 80G,₹850\.00\/mo,.*,2026-01-15T10:00:00\.000Z$/,
  );
  const snapshot = z.object({
    errors: z.array(z.unknown()),
    servers: z.array(z.object({ ref: z.string() })),
  });
  expect(snapshot.parse(JSON.parse(read('all.json'))).servers.map(({ ref }) => ref)).toEqual([
    'sparrow/a',
    'sparrow/b',
  ]);
  expect(read('all.md')).toMatch(/^\| STATUS \| NAME .*\n\| --- \|.*\n\| ● running \| alpha \|/);
  expect(read('all.txt')).toMatch(/^STATUS +NAME .*\n● running +alpha /);
});

test('what was done to a server stands in the journal of its details, as text', async () => {
  const state = makeFolder();
  mkdirSync(join(state, 'fleetop'), { mode: 0o700 });
  const common = {
    v: 1,
    id: '1',
    at: '2026-10-30T09:15:00.000Z',
    user: 'ops',
    host: 'elsewhere',
    pid: 1,
    provider: 'sparrow',
    target: 'sparrow/a',
    name: 'alpha',
    action: 'rename',
    parameters: { name: 'alpha\u001b[2J' },
    stateBefore: 'running',
  };
  const outcome = {
    ok: true,
    status: 200,
    message: 'renamed',
    stateAfter: null,
    durationMs: 2_000,
    deploymentId: null,
  };
  const entries = [
    { ...common, type: 'intent' },
    { ...common, type: 'outcome', ...outcome },
    { ...common, id: '2', target: 'sparrow/b', action: 'reboot', type: 'intent' },
  ];
  const lines = entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
  writeFileSync(join(state, 'fleetop/journal.jsonl'), lines);
  const terminal = await openServers(process.env['PATH'] ?? '', '', { XDG_STATE_HOME: state });
  terminal.write('d');
  await terminal.waitFor(/\[Fields\]/);
  terminal.write(`${esc}[C`);
  await terminal.waitFor(/\[Related\]/);
  terminal.write(`${esc}[C`);
  await terminal.waitFor(/\[Journal 1\].*\n│ 2026-10-30 09:15Z ○ rename \d+\w ago by ops, took 2s/);
  expect(terminal.text()).toMatch(/name=alpha␛\[2J +│\n│ +renamed/);
  terminal.write('\u0003');
  await expectRestored(terminal, 0);
});
