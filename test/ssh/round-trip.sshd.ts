import { describe, expect, test } from 'vitest';
import { modeOf } from '../support/escapes.ts';
import { sparrowConfig } from '../support/sparrow-servers.ts';
import { startSshd } from '../support/sshd.ts';
import { openTerminal, type TestTerminal } from '../support/terminal.ts';

/** The dashboard on one server, whose address is this machine's, with ssh set up by that file. */
async function openOn(port: number, clientConfig: string): Promise<TestTerminal> {
  const config = `${await sparrowConfig([{ id: 'a', name: 'alpha', ipv4: '127.0.0.1' }])}
ssh: { port: ${port}, command: [ssh, -F, ${clientConfig}] }
`;
  const terminal = openTerminal([], { config, columns: 100, rows: 30 });
  await terminal.waitFor(/Servers 1\/1/);
  return terminal;
}

async function expectBack(terminal: TestTerminal): Promise<void> {
  await terminal.waitFor(/1 Servers 1\/1/);
  expect(terminal.isAlternateScreen()).toBe(true);
  expect([25, 7, 1000].map((mode) => modeOf(terminal.raw(), mode))).toEqual(['l', 'l', 'l']);
  terminal.write('q');
  const { code, settings } = await terminal.ended();
  expect(code).toBe(0);
  expect(settings).toMatch(/ icanon/);
  expect(terminal.isAlternateScreen()).toBe(false);
}

describe('s against an OpenSSH server', () => {
  test('is a real shell with a terminal, where Ctrl-C is the shell’s; its status comes back', async () => {
    const sshd = await startSshd();
    const terminal = await openOn(sshd.port, sshd.clientConfig());
    terminal.write('s');
    await terminal.waitFor(/remote> $/m);
    terminal.write('echo "$((6 * 7)) $SSH_CONNECTION" && stty size\r');
    await terminal.waitFor(/42 127\.0\.0\.1 \d+ 127\.0\.0\.1 \d+\n30 100\nremote> $/m);
    terminal.write('sleep 600\r');
    await terminal.waitFor(/sleep 600\n/);
    terminal.write('\u0003');
    await terminal.waitFor(/sleep 600\n\^C\n+remote> $/m);
    terminal.resize(90, 28);
    terminal.write('stty size\r');
    await terminal.waitFor(/28 90/);
    terminal.write('exit 3\r');
    await terminal.waitFor(/ssh to alpha ended with status 3/);
    await expectBack(terminal);
  });

  test('a connection that is cut within a full-screen program leads back to a whole screen', async () => {
    const sshd = await startSshd();
    const terminal = await openOn(sshd.port, sshd.clientConfig());
    terminal.write('s');
    await terminal.waitFor(/remote> $/m);
    terminal.write(`printf '\\033[?1049h\\033[?1000hfull %s' screen; kill -9 $PPID\r`);
    await terminal.waitFor(/ssh to alpha ended with status 255/);
    await expectBack(terminal);
  });

  test.each([
    {
      name: 'a key that is not known there',
      client: { key: 'stranger' },
      says: /status 255: .*Permission denied \(publickey\)/,
    },
    {
      name: 'a host that is not known here',
      client: { knowsHost: false },
      says: /status 255: Host key verification failed\./,
    },
  ] as const)('$name: what ssh says of it is told', async ({ client, says }) => {
    const sshd = await startSshd();
    const terminal = await openOn(sshd.port, sshd.clientConfig(client));
    terminal.write('s');
    await terminal.waitFor(says);
    await expectBack(terminal);
  });

  test('SIGTERM ends the session there, too', async () => {
    const sshd = await startSshd();
    const terminal = await openOn(sshd.port, sshd.clientConfig());
    terminal.write('s');
    await terminal.waitFor(/remote> $/m);
    await terminal.signal('SIGTERM');
    const { code, settings } = await terminal.ended();
    expect(code).toBe(143);
    expect(settings).toMatch(/ icanon/);
    expect(settings).toMatch(/ echo /);
  });
});
