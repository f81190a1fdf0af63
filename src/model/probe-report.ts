import type { LoginSession } from './login-session.ts';
import type { Metrics } from './metrics.ts';
import type { ProbeState } from './probe-state.ts';

/** What is new of a server that is sampled over ssh. */
export type ProbeReport = {
  readonly ref: string;
  /** Null: it is sampled no more. */
  readonly state: ProbeState | null;
  /** Null: no new ones. */
  readonly metrics: Metrics | null;
  /** Null: not asked, or nothing there can tell. */
  readonly logins: readonly LoginSession[] | null;
  /** Whether a login there is worth an alert. */
  readonly isProtected: boolean;
};
