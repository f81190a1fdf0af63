import type { ReadError } from '../../http/read-json.ts';
import { errorSentence, isRefusal } from '../error-sentence.ts';

/**
 * Spheron's sentence: `{message}`, often with `error: true`, which also comes with a 2xx. 401 and 403 both say that
 * the token is bad, whatever their body (vendor docs, "Failed Authentication" and the code table).
 */
export const readError: ReadError = (body, status) => {
  if (status < 400 && !isRefusal(body)) return null;
  const message = errorSentence(body);
  return status === 401 || status === 403 ? { message: message ?? rejectedToken, code: 'auth' } : { message };
};

/** For a 401 or 403 that says nothing. */
const rejectedToken = 'the token was rejected';
