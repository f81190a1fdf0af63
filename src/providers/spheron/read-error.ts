import type { ReadError } from '../../http/read-json.ts';
import { isJsonObject } from '../../model/json.ts';
import { errorSentence, isErrorAlone, isNo } from '../error-sentence.ts';

/**
 * Spheron's sentence: `{message}`, often with `error: true`, which also comes with a 2xx. 401 and 403 both say that
 * the token is bad, whatever their body (vendor docs, "Failed Authentication" and the code table).
 */
export const readError: ReadError = (body, status) => {
  const isRefused =
    isJsonObject(body) && (body['error'] === true || isNo(body['success']) || isErrorAlone(body));
  if (status < 400 && !isRefused) return null;
  const message = errorSentence(body);
  return status === 401 || status === 403 ? { message: message ?? rejectedToken, code: 'auth' } : { message };
};

/** For a 401 or 403 that says nothing. */
const rejectedToken = 'the token was rejected';
