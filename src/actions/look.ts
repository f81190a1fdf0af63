import type { App } from '../model/app.ts';
import type { Problem } from '../model/problem.ts';
import type { Server } from '../model/server.ts';

/** How an accepted action ended. */
export type Ending = {
  readonly ok: boolean;
  /** "running after 12 s", "still stopping after 10 m". */
  readonly message: string;
  /** The resource's state then, ours; null where it is gone or was not read. */
  readonly status: string | null;
  /** The resource as it is then; null where it was not read for that. */
  readonly resource: Server | App | null;
  /** True when the deadline came first, or it cannot be looked at: it may still end well. */
  readonly isOverdue: boolean;
};

/** What one look at an action shows: how it ended, or how it stands. */
export type Look = { readonly done: Ending | null; readonly line: string };

export type Looker = (signal: AbortSignal) => Promise<Look>;

export const overdue = { ok: false, status: null, resource: null, isOverdue: true } as const;

export const finished = (
  ok: boolean,
  message: string,
  status: string | null,
  resource: Ending['resource'] = null,
): Look => ({
  done: { ok, message, status, resource, isOverdue: false },
  line: message,
});

export const pending = (line: string): Look => ({ done: null, line });

/** A provider that does not know its own task any more will not tell how it ended. */
export const forgotten: Look = {
  done: { ...overdue, message: 'accepted, and the provider tells no more how it ended' },
  line: 'forgotten by the provider',
};

/** Of what was created the reply gave no id to look for. */
export const nameless: Look = {
  done: { ...overdue, message: 'accepted, and the reply does not say what was created: see the list' },
  line: 'accepted',
};

/** A key that is rejected, or a resource that cannot be read, will not be better in a minute. */
export const unread = ({ code, message }: Problem): Look =>
  code === 'auth' || code === 'forbidden' || code === 'unsupported'
    ? { done: { ...overdue, message: `accepted, how it ends cannot be read: ${message}` }, line: message }
    : pending(message);
