import type { ReadError } from '../../http/read-json.ts';
import { isJsonObject } from '../../model/json.ts';
import type { ProblemCode } from '../../model/problem.ts';
import { errorSentence, isNo, isSaid } from '../error-sentence.ts';

/**
 * The sentence and code of `{"success": false, "error", "error_code", "message"}`. Codes that are not listed mean
 * what their HTTP status means. (Vendor docs, "Error Codes".)
 */
export const readError: ReadError = (body, status) => {
  if (!isJsonObject(body)) return null;
  const { success, error, error_code: errorCode } = body;
  const isError = isNo(success) || (success !== true && isSaid(error)) || error === true || status >= 400;
  if (!isError) return null;
  const code = typeof errorCode === 'string' ? codes[errorCode.toUpperCase()] : undefined;
  const word = typeof errorCode === 'string' ? errorCode : null;
  return { message: errorSentence(body) ?? word, ...(code === undefined ? {} : { code }) };
};

const codes: Readonly<Record<string, ProblemCode | undefined>> = {
  NO_API_KEY: 'auth',
  INVALID_API_KEY: 'auth',
  EXPIRED_API_KEY: 'auth',
  INACTIVE_API_KEY: 'auth',
  IP_NOT_ALLOWED: 'forbidden',
  INSUFFICIENT_SCOPE: 'forbidden',
  RATE_LIMIT_EXCEEDED: 'rate-limited',
  VPS_NOT_FOUND: 'not-found',
  KEY_NOT_FOUND: 'not-found',
  VPS_DELETED: 'conflict',
  VPS_SUSPENDED: 'conflict',
  VPS_ALREADY_DELETED: 'conflict',
  INSUFFICIENT_BALANCE: 'payment',
};
