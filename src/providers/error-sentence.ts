import { isJsonObject, type JsonObject, type JsonValue } from '../model/json.ts';

/**
 * The sentence of an error body: its `message`, else its `error` or what that says in turn; null where there is none.
 * Never throws.
 */
export function errorSentence(body: unknown): string | null {
  if (!isJsonObject(body)) return null;
  const { message, error } = body;
  const within = isJsonObject(error) ? error['message'] : undefined;
  return [message, error, within].find(isSentence) ?? null;
}

const isSentence = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

/** A `success` that says no, also as text or number. */
export const isNo = (success: unknown): boolean =>
  success === false ||
  success === 0 ||
  (typeof success === 'string' && /^(false|0|no)$/i.test(success.trim()));

/** An `error` with something in it. */
export const isSaid = (error: JsonValue | undefined): boolean =>
  error !== undefined && error !== null && error !== false && error !== '';

/** Whether a body says no whatever its status, in one of the ways in which APIs do. */
export const isRefusal = (body: unknown): boolean =>
  isJsonObject(body) && (isNo(body['success']) || body['error'] === true || isErrorAlone(body));

/** Resources may have an `error` of their own: nothing else came than that, or words about it. */
const isErrorAlone = (body: JsonObject): boolean =>
  isSaid(body['error']) &&
  body['success'] !== true &&
  !['id', '_id', 'data'].some((key) => Object.hasOwn(body, key));
