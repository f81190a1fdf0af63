import type { ReadError } from '../../http/read-json.ts';
import { isJsonObject } from '../../model/json.ts';
import { errorSentence } from '../error-sentence.ts';

/** The sentence of `{"error": {"message"}}`; there are no codes but the HTTP status. (Vendor docs, "Errors".) */
export const readError: ReadError = (body, status) => {
  if (!isJsonObject(body)) return null;
  const { error } = body;
  const isError = status >= 400 || (error !== undefined && error !== null && error !== false);
  return isError ? { message: errorSentence(error) ?? errorSentence(body) } : null;
};
