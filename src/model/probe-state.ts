import type { Problem } from './problem.ts';

/** How the ssh session to a server stands. Times are epoch ms. */
export type ProbeState =
  /** Its turn has not come. */
  | { readonly phase: 'waiting' }
  | { readonly phase: 'connecting' }
  | { readonly phase: 'connected'; readonly since: number; readonly badLines: number }
  /** As many others are sampled already as the configuration allows: `most`. */
  | { readonly phase: 'left-out'; readonly most: number }
  | { readonly phase: 'failed'; readonly fault: ProbeFault; readonly retryAt: number };

export type ProbeFaultKind =
  | 'no-address'
  | 'no-client'
  | 'host-key-unknown'
  | 'host-key-changed'
  | 'key-refused'
  | 'connection-refused'
  | 'name-not-found'
  | 'unreachable'
  | 'timeout'
  | 'lost'
  | 'unsupported'
  | 'not-a-shell'
  | 'flood'
  | 'other';

/** Why there is no session. */
export type ProbeFault = {
  readonly kind: ProbeFaultKind;
  /** What happened and what to do, in one sentence each; names the server. */
  readonly problem: Problem;
};

/** The fault in a word or two, for a cell. */
export const faultWords: Readonly<Record<ProbeFaultKind, string>> = {
  'no-address': 'no address',
  'no-client': 'no ssh here',
  'host-key-unknown': 'key unknown',
  'host-key-changed': 'KEY CHANGED',
  'key-refused': 'key refused',
  'connection-refused': 'refused',
  'name-not-found': 'no host',
  unreachable: 'unreachable',
  timeout: 'timeout',
  lost: 'lost',
  unsupported: 'unsupported',
  'not-a-shell': 'no shell',
  flood: 'too much',
  other: 'ssh failed',
};

/** Why a server that samples are wanted of is left out. */
export const notReadText = (most: number): string => `not read over ssh: beyond ssh.most (${most})`;
