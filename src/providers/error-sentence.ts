import { isJsonObject } from '../model/json.ts';

/** The sentence of an error body: its `message`, else its `error`; null where neither is a text. Never throws. */
export function errorSentence(body: unknown): string | null {
  if (!isJsonObject(body)) return null;
  return [body['message'], body['error']].find(isSentence) ?? null;
}

const isSentence = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

/** A `success` that says no, also as text or number. */
export const isNo = (success: unknown): boolean =>
  success === false ||
  success === 0 ||
  (typeof success === 'string' && /^(false|0|no)$/i.test(success.trim()));
