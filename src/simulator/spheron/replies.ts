import { type JsonReply, json } from '../http/reply.ts';
import type { ErrorReplies } from '../http/router.ts';

/** There is no envelope: some replies are bare, some wrapped by a noun, some arrays. */
export const ok = (body: unknown): JsonReply => json(200, body);

export const fail = (status: number, message: string): JsonReply => json(status, { error: true, message });

export const notFound = (what: string): JsonReply => fail(404, `${what} not found`);

export const errors: ErrorReplies = {
  badRequest: (message) => fail(400, message),
  // The vendor's prose gives 403 for a failed authentication, its table 401 for an unauthorised request.
  unauthorized: (hasKey) => (hasKey ? fail(403, 'Authentication failed') : fail(401, 'Unauthorized')),
  forbidden: () => fail(403, 'Forbidden'),
  notFound: (method, path) => fail(404, `Cannot ${method} ${path}`),
  wrongMethod: (method, path) => fail(405, `Cannot ${method} ${path}`),
  // No limit is documented; this is for the fault only.
  rateLimited: () => fail(429, 'Too many requests'),
  serverError: () => fail(500, 'Internal server error'),
};
