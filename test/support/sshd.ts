import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { makeFolder } from './run-fleetop.ts';

export type TestSshd = {
  readonly port: number;
  /** Of the server itself: its children are the sessions. */
  readonly pid: number;
  /** The path of a client's configuration: with a key that the server knows, and knowing the server, or not. */
  readonly clientConfig: (given?: {
    readonly key?: 'user' | 'stranger';
    readonly knowsHost?: boolean;
    /** The host is known by another key than it has. */
    readonly hostHasChanged?: boolean;
  }) => string;
};

export type SshdOptions = {
  /** What everybody gets whatever they ask for; null: what they ask for. */
  readonly forceCommand?: string | null;
};

const plainShell = `PS1='remote> ' exec /bin/sh -i`;

const program = process.env['FLEETOP_SSHD'] ?? '/usr/sbin/sshd';

/** An OpenSSH server of this user's on loopback, with its own keys, that gives everybody a plain shell. It ends with the test. */
export async function startSshd({ forceCommand = plainShell }: SshdOptions = {}): Promise<TestSshd> {
  const folder = makeFolder();
  const inFolder = (name: string) => join(folder, name);
  const makeKey = (name: string) =>
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', inFolder(name)]);
  for (const name of ['host', 'user', 'stranger']) makeKey(name);
  chmodSync(folder, 0o700);
  writeFileSync(inFolder('authorized'), readFileSync(inFolder('user.pub')), { mode: 0o600 });
  const port = await freePort();
  writeFileSync(
    inFolder('sshd_config'),
    `Port ${port}
ListenAddress 127.0.0.1
HostKey ${inFolder('host')}
AuthorizedKeysFile ${inFolder('authorized')}
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PrintMotd no
PrintLastLog no
${forceCommand === null ? '' : `ForceCommand ${forceCommand}\n`}`,
  );
  // Where root runs it, it wants a folder to lock its unprivileged part into.
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
  const child = spawn(program, ['-D', '-e', '-f', inFolder('sshd_config')], { stdio: 'ignore' });
  onTestFinished(() => {
    child.kill('SIGTERM');
  });
  await accepts(port);
  const hostKey = readFileSync(inFolder('host.pub'), 'utf8').split(' ').slice(0, 2).join(' ');
  writeFileSync(inFolder('known'), `[127.0.0.1]:${port} ${hostKey}\n`);
  const otherKey = readFileSync(inFolder('stranger.pub'), 'utf8').split(' ').slice(0, 2).join(' ');
  writeFileSync(inFolder('changed'), `[127.0.0.1]:${port} ${otherKey}\n`);
  return {
    port,
    pid: child.pid ?? 0,
    clientConfig: ({ key = 'user', knowsHost = true, hostHasChanged = false } = {}) => {
      const known = inFolder(hostHasChanged ? 'changed' : 'known');
      const path = join(makeFolder(), 'ssh_config');
      writeFileSync(
        path,
        `User ${userInfo().username}
IdentityFile ${inFolder(key)}
IdentitiesOnly yes
IdentityAgent none
UserKnownHostsFile ${knowsHost ? known : '/dev/null'}
GlobalKnownHostsFile none
StrictHostKeyChecking yes
`,
      );
      return path;
    },
  };
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

const longestWaitMs = 10_000;

async function accepts(port: number): Promise<void> {
  const deadline = performance.now() + longestWaitMs;
  for (;;) {
    const isThere = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy();
        resolve(true);
      });
      socket.on('error', () => resolve(false));
    });
    if (isThere) return;
    if (performance.now() > deadline)
      throw new Error(`${program} does not listen: is openssh-server installed?`);
    await delay(20);
  }
}
