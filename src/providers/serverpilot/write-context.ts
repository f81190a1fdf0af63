import type { JsonObject } from '../../model/json.ts';
import { problem } from '../../model/problem.ts';
import { fail, type Result } from '../../model/result.ts';
import { plainText } from '../../model/text.ts';
import type { Clock } from '../../runtime/deps.ts';
import type { Prepared, WriteRequest } from '../provider.ts';
import type { ServerPilotClient } from './client.ts';
import { readAnsweredId } from './read-accepted.ts';

/** What preparing an action takes. */
export type WriteContext = {
  readonly client: ServerPilotClient;
  readonly provider: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
};

/** Updates are a POST to the item; there is no PUT and no PATCH. (Vendor docs, "Resources & Methods".) */
export const post = (path: string, body: JsonObject, read: Prepared['read']): Prepared =>
  prepared({ method: 'POST', path, body }, read);

export const remove = (path: string, read: Prepared['read']): Prepared =>
  prepared({ method: 'DELETE', path }, read);

const prepared = (request: WriteRequest, read: Prepared['read']): Prepared => ({
  request,
  fallback: null,
  read,
  answeredId: readAnsweredId,
});

export const itemPath = (kind: 'servers' | 'apps' | 'dbs', id: string, rest = ''): string =>
  `/${kind}/${encodeURIComponent(id)}${rest}`;

/** Why nothing is sent. What was typed or read verbatim may stand in the sentence: it becomes plain text here. */
const refuse =
  (code: 'invalid' | 'conflict' | 'unsupported') =>
  (message: string, { provider }: WriteContext): Result<never> =>
    fail(problem(code, plainText(message), { provider }));

/** What was typed cannot be sent; the message names the field and what it takes. */
export const invalid = refuse('invalid');

/** What stands there now does not allow it: the API would answer 400 or 409. */
export const conflict = refuse('conflict');

export const unsupported = refuse('unsupported');
