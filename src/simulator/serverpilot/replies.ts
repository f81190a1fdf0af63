import { type JsonReply, json } from '../http/reply.ts';
import type { ErrorReplies } from '../http/router.ts';

/** `actionid` only for what makes work on a server. */
export const ok = (data: unknown, actionId?: string): JsonReply =>
  json(200, actionId === undefined ? { data } : { actionid: actionId, data });

/** There are no error codes: a status and a sentence. */
export const fail = (status: number, message: string): JsonReply => json(status, { error: { message } });

export const errors: ErrorReplies = {
  badRequest: (message) => fail(400, message),
  unauthorized: (hasKey) =>
    fail(401, hasKey ? 'Invalid client ID or API key.' : 'No credentials were given.'),
  forbidden: () => fail(403, 'This resource is protected.'),
  notFound: () => fail(404, 'Resource not found.'),
  wrongMethod: () => fail(405, 'Method not allowed.'),
  // No limit is documented; this is for the fault only.
  rateLimited: () => fail(429, 'Too many requests.'),
  serverError: () => fail(500, 'Internal server error.'),
};
