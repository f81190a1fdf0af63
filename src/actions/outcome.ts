import type { Accepted, ActionRequest } from '../model/action.ts';
import type { App } from '../model/app.ts';
import type { Problem } from '../model/problem.ts';
import type { Server } from '../model/server.ts';

/** What became of a request that changes something. */
export type ActionOutcome =
  | { readonly type: 'accepted'; readonly accepted: Accepted }
  /** The provider, or we, said no: nothing happened. */
  | { readonly type: 'refused'; readonly problem: Problem }
  /** It was sent, and no answer says whether it happened; it is never sent again by itself. */
  | { readonly type: 'unknown'; readonly problem: Problem };

/** The verb as the contract names it. */
export const verbOf = (request: ActionRequest): string =>
  'create' in request ? (request.create === 'webhook' ? 'register' : 'create') : request.deed.verb;

/** The reference of what is acted upon; null for what does not exist yet. */
export const refOf = (request: ActionRequest): string | null =>
  'create' in request ? null : request.target.resource.ref;

export const nameOf = (request: ActionRequest): string =>
  'create' in request
    ? (request.fields['name'] ?? request.fields['hostname'] ?? request.create)
    : request.target.resource.name;

/** The present state of a target; null where it could not be read. */
export type Present = Server | App | null;
