import { type JsonReply, json } from '../http/reply.ts';
import type { ErrorReplies } from '../http/router.ts';

export const ok = (data: unknown, status: 200 | 201 = 200): JsonReply =>
  json(status, { success: true, data });

export const fail = (status: number, message: string): JsonReply => json(status, { success: false, message });

/** SparrowHost has no error codes: a status and a sentence. Its 429 carries no header at all. */
export const errors: ErrorReplies = {
  badRequest: (message) => fail(400, message),
  unauthorized: (hasKey) => fail(401, hasKey ? 'Invalid, expired or revoked API key' : 'API key is missing'),
  forbidden: (scopes) => fail(403, `API key lacks the required scope: ${scopes[0] ?? ''}`),
  notFound: (method, path) => fail(404, `Cannot ${method} ${path}`),
  wrongMethod: (method, path) => fail(405, `Cannot ${method} ${path}`),
  rateLimited: () => fail(429, 'Rate limit exceeded. Please back off and retry.'),
  serverError: () => fail(500, 'Something went wrong on our side. Contact support.'),
};
