import type { ProbeFault, ProbeFaultKind } from '../model/probe-state.ts';
import { type ProblemCode, problem } from '../model/problem.ts';
import type { Server } from '../model/server.ts';
import { shellWords } from '../model/shell-words.ts';
import { plainText } from '../model/text.ts';

/** A server with the words that lead there: those of the session, and those that a person types. */
export type ProbeTarget = {
  readonly server: Server;
  readonly words: readonly string[];
  readonly byHand: readonly string[];
};

/** How a session ended by itself: the exit status of ssh (null: by a signal), and what it said on stderr. */
export type SshEnd = { readonly code: number | null; readonly stderr: string };

/** 255 is ssh's own failure; any other status is that of the program there (ssh(1), EXIT STATUS). */
const ownFailure = 255;

/**
 * What OpenSSH says of a connection that it does not make, the first that fits: sshconnect.c, sshconnect2.c and misc.c
 * of OpenSSH 9.2 to 10.0. With LogLevel ERROR a server's banner is not among it.
 */
const sayings: readonly (readonly [pattern: RegExp, kind: ProbeFaultKind])[] = [
  [/REMOTE HOST IDENTIFICATION HAS CHANGED|host key for .* has changed|REVOKED HOST KEY/, 'host-key-changed'],
  [/No .* host key is known for|Host key verification failed/, 'host-key-unknown'],
  [/Permission denied|Too many authentication failures|No supported authentication methods/, 'key-refused'],
  [/Connection refused/, 'connection-refused'],
  [/Could not resolve hostname|Name or service not known|nodename nor servname/, 'name-not-found'],
  [/timed out|Timeout/, 'timeout'],
  [/No route to host|Network is (unreachable|down)|Host is (unreachable|down)/, 'unreachable'],
];

/** Why a session did not begin, or why it ended. */
export function faultOfEnd(target: ProbeTarget, end: SshEnd, hadBegun: boolean): ProbeFault {
  if (hadBegun) return faultOf(target, 'lost');
  const said = lastLine(end.stderr);
  if (end.code !== ownFailure) return faultOf(target, 'not-a-shell', said);
  return faultOf(target, sayings.find(([pattern]) => pattern.test(end.stderr))?.[1] ?? 'other', said);
}

const lastLine = (text: string): string =>
  text
    .split(/[\r\n]+/)
    .filter((line) => line.trim() !== '')
    .at(-1)
    ?.trim() ?? '';

/** `said` is what ssh, or the program there, said last; it is shown where nothing better is known. */
export function faultOf({ server, byHand }: ProbeTarget, kind: ProbeFaultKind, said = ''): ProbeFault {
  const sentence = sentenceOf(kind, byHand, plainText(said).slice(0, longestSaid));
  return {
    kind,
    problem: problem(codes[kind], kind === 'no-address' ? sentence : `${server.name}: ${sentence}`, {
      provider: server.provider,
      retryable: passing.has(kind),
    }),
  };
}

const longestSaid = 200;

/** What may be over the next time, without anybody having done something about it. */
const passing: ReadonlySet<ProbeFaultKind> = new Set([
  'connection-refused',
  'name-not-found',
  'unreachable',
  'timeout',
  'lost',
  'other',
]);

export const isPassing = (kind: ProbeFaultKind): boolean => passing.has(kind);

const codes: Readonly<Record<ProbeFaultKind, ProblemCode>> = {
  'no-address': 'usage',
  'no-client': 'config',
  'host-key-unknown': 'forbidden',
  'host-key-changed': 'forbidden',
  'key-refused': 'auth',
  'connection-refused': 'network',
  'name-not-found': 'network',
  unreachable: 'network',
  timeout: 'timeout',
  lost: 'network',
  unsupported: 'unsupported',
  'not-a-shell': 'protocol',
  flood: 'protocol',
  other: 'network',
};

function sentenceOf(kind: ProbeFaultKind, words: readonly string[], said: string): string {
  const quoted = said === '' ? '' : ` (${said})`;
  switch (kind) {
    case 'no-address':
      return said;
    case 'no-client':
      return `there is no program ${words[0] ?? 'ssh'} here: install OpenSSH's client, or set ssh.command`;
    case 'host-key-unknown':
      return `its host key is not known here: connect once by hand and compare its fingerprint: ${shellWords(words)}`;
    case 'host-key-changed':
      return `its host key has CHANGED: somebody may stand in between. Only when you know why: ssh-keygen -R ${knownAs(words)}`;
    case 'key-refused':
      return `no key of yours is accepted there${quoted}: add yours to its authorized_keys, load it into your agent, or set ssh.user`;
    case 'connection-refused':
      return 'nothing listens on its ssh port: start sshd there, or set ssh.port';
    case 'name-not-found':
      return 'its host name is not found: check its address, or your name server';
    case 'unreachable':
      return 'there is no way to it: check the network, or set ssh.jump';
    case 'timeout':
      return 'ssh got no answer in time: check its firewall, or set ssh.jump';
    case 'lost':
      return 'the connection was lost: it is opened again';
    case 'unsupported':
      return `samples are taken on Linux only, and it runs ${said}`;
    case 'not-a-shell':
      return `no shell answers there${quoted}: set ssh.user to one that has a shell`;
    case 'flood':
      return 'it sent more than it was asked for, and was cut off';
    case 'other':
      return `ssh failed${quoted}`;
  }
}

/** The name that known_hosts has for it. */
function knownAs(words: readonly string[]): string {
  const address = words.at(-1) ?? '';
  const port = words[words.indexOf('-p') + 1];
  return shellWords([words.includes('-p') && port !== '22' ? `[${address}]:${port}` : address]);
}
