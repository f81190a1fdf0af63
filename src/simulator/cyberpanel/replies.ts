import { type JsonReply, json } from '../http/reply.ts';
import type { ErrorReplies } from '../http/router.ts';

export const ok = (data: unknown, message?: string): JsonReply =>
  json(200, message === undefined ? { success: true, data } : { success: true, data, message });

/** An error of the vendor's table: status, short text, code and sentence. */
export const fail = (status: number, code: string, error: string, message = error): JsonReply =>
  json(status, { success: false, error, error_code: code, message });

export const errors: ErrorReplies = {
  badRequest: (message) => fail(400, 'MISSING_FIELDS', 'Invalid request body', message),
  unauthorized: (hasKey) =>
    hasKey
      ? fail(401, 'INVALID_API_KEY', 'Invalid API key', 'API key is invalid or malformed')
      : fail(401, 'NO_API_KEY', 'No API key provided', 'Send your key in the Authorization header'),
  forbidden: (scopes) =>
    fail(403, 'INSUFFICIENT_SCOPE', 'Insufficient scope', `This endpoint requires the ${scopes[0]} scope`),
  notFound: (method, path) => fail(404, 'NOT_FOUND', 'Not found', `No route for ${method} ${path}`),
  wrongMethod: (method, path) =>
    fail(405, 'METHOD_NOT_ALLOWED', 'Method not allowed', `${method} is not allowed for ${path}`),
  rateLimited: (resetAt, now) => {
    const seconds = Math.max(1, Math.ceil((resetAt - now) / 1_000));
    const period = seconds > 60 ? 'hour' : 'minute';
    const message = `You have exceeded the per ${period} rate limit. Please retry after ${seconds} seconds.`;
    const reply = fail(429, 'RATE_LIMIT_EXCEEDED', 'Rate limit exceeded', message);
    return { ...reply, headers: { 'Retry-After': String(seconds) } };
  },
  serverError: () =>
    fail(500, 'NODE_NOT_FOUND', 'Proxmox node not found', 'The node did not answer. Try again later.'),
};
