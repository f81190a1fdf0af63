import type { ReadError } from '../../http/read-json.ts';
import type { ProblemCode } from '../../model/problem.ts';
import { errorSentence, isRefusal } from '../error-sentence.ts';
import { hostwaresError } from './schema.ts';

/** The codes of the vendor's table, for an error that comes with a 2xx; otherwise the HTTP status says the same. */
const codes: ReadonlyMap<string, ProblemCode> = new Map([
  ['BAD_REQUEST', 'invalid'],
  ['UNAUTHORIZED', 'auth'],
  ['FORBIDDEN', 'forbidden'],
  ['NOT_FOUND', 'not-found'],
  ['RATE_LIMITED', 'rate-limited'],
  ['INTERNAL_ERROR', 'server'],
]);

/** `{"error":"NOT_FOUND","message":"…","statusCode":404}` */
export const readHostwaresError: ReadError = (body, status) => {
  if (status >= 400) return { message: errorSentence(body) };
  const parsed = hostwaresError.safeParse(body);
  if (!parsed.success) return null;
  const { error, statusCode } = parsed.data;
  const code = typeof error === 'string' ? codes.get(error) : undefined;
  const isError = isRefusal(body) || code !== undefined || (statusCode ?? 0) >= 400;
  return isError ? { message: errorSentence(body), ...(code === undefined ? {} : { code }) } : null;
};
