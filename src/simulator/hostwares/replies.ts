import { type JsonReply, json } from '../http/reply.ts';
import type { ErrorReplies } from '../http/router.ts';

/** Success has no envelope: the object or the array is the body. */
export const ok = (body: unknown, status: 200 | 201 = 200): JsonReply => json(status, body);

export const fail = (status: number, error: string, message: string): JsonReply =>
  json(status, { error, message, statusCode: status });

export const badRequest = (message: string): JsonReply => fail(400, 'BAD_REQUEST', message);

export const errors: ErrorReplies = {
  badRequest,
  unauthorized: () => fail(401, 'UNAUTHORIZED', 'Missing or invalid API key'),
  forbidden: () => fail(403, 'FORBIDDEN', 'Insufficient permissions'),
  notFound: (method, path) => fail(404, 'NOT_FOUND', `Cannot ${method} ${path}`),
  wrongMethod: (method, path) => fail(405, 'METHOD_NOT_ALLOWED', `Cannot ${method} ${path}`),
  rateLimited: () => fail(429, 'RATE_LIMITED', 'Too many requests'),
  serverError: () => fail(500, 'INTERNAL_ERROR', 'Server error (retry later)'),
};
