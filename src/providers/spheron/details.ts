import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import { maskedText } from '../../model/mask.ts';
import { mapResult, type Result } from '../../model/result.ts';
import { showableDetails } from '../hide-credentials.ts';

/** The provider's own fields fit to be shown: no secret, no log (it has its own pane, and may print secrets). */
export const toDetails = (details: JsonObject): JsonObject => showableDetails(withoutHidden(details));

/** A reply's body as JSON; what JSON cannot say becomes null. */
export function jsonOf(body: unknown): JsonValue {
  if (Array.isArray(body)) return body.map(jsonOf);
  if (isJsonObject(body)) return body;
  return typeof body === 'string' || typeof body === 'number' || typeof body === 'boolean' ? body : null;
}

/** A related read's JSON; of a reply wrapped by a noun what stands under it. */
export const relatedBody = async (
  read: Promise<Result<unknown>>,
  noun?: string,
): Promise<Result<JsonValue>> => mapResult(await read, (body) => under(jsonOf(body), noun));

/** What stands under a noun; all of it where the reply has no such wrapping. */
export const under = (value: JsonValue, noun?: string): JsonValue =>
  noun === undefined || !isJsonObject(value) ? value : (value[noun] ?? value);

function withoutHidden(value: JsonObject): JsonObject {
  const kept = Object.entries(value).filter(([key]) => !logs.has(key));
  return Object.fromEntries(
    kept.map(([key, item]) => {
      if (masked.has(key)) return [key, maskTexts(item)];
      if (key === 'invites' && Array.isArray(item)) return [key, item.map(withoutLink)];
      return [key, key === 'env' && Array.isArray(item) ? item.map(namedVariable) : hideWithin(item)];
    }),
  );
}

const hideWithin = (value: JsonValue): JsonValue => {
  if (Array.isArray(value)) return value.map(hideWithin);
  return isJsonObject(value) ? withoutHidden(value) : value;
};

const logs: ReadonlySet<string> = new Set([
  'logs',
  'liveLogs',
  'instanceLogs',
  'instanceEvents',
  'closingLogs',
]);

/** The manifest holds the variables; commands and arguments often hold passwords; a code can be redeemed. */
const masked: ReadonlySet<string> = new Set(['deploymentConfigBase64', 'command', 'args', 'activationCode']);

const maskTexts = (value: JsonValue): JsonValue => {
  if (Array.isArray(value)) return value.map(maskTexts);
  return value === null ? null : maskedText;
};

/** Whoever opens an invitation's link is in. */
const withoutLink = (row: JsonValue): JsonValue =>
  isJsonObject(row) && 'link' in row ? { ...row, link: maskedText } : row;

/** A service's variable is one text, `{value: "K=V"}`: its name is kept, as of a project's variables. */
const namedVariable = (row: JsonValue): JsonValue => {
  const text = isJsonObject(row) ? row['value'] : row;
  if (typeof text !== 'string') return row;
  const name = text.includes('=') ? text.slice(0, text.indexOf('=')) : null;
  return { ...(isJsonObject(row) ? row : {}), name, value: maskedText };
};
