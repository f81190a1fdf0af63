import { isJsonObject, type JsonObject, type JsonValue } from '../model/json.ts';
import { maskedText, maskSecrets } from '../model/mask.ts';
import { withoutCredentials } from './hide-credentials.ts';

/** Command lines often hold passwords. */
const commandLines: ReadonlySet<string> = new Set(['command', 'args']);

/**
 * The body of a request that changes something as it may be shown and kept, whichever provider it is for: whatever is named like
 * a secret, the value of every variable, command lines, credentials in addresses, and each of the texts that were typed
 * as `secrets` are `***`.
 */
export const redactedBody = (body: JsonObject, secrets: readonly string[] = []): JsonObject =>
  redactedObject(maskSecrets(body), new Set(secrets));

function redacted(value: JsonValue, secrets: ReadonlySet<string>): JsonValue {
  if (Array.isArray(value)) return value.map((item) => redacted(item, secrets));
  if (isJsonObject(value)) return redactedObject(value, secrets);
  if (value === null || typeof value === 'boolean') return value;
  if (secrets.has(String(value))) return maskedText;
  return typeof value === 'string' ? withoutCredentials(value) : value;
}

function redactedObject(value: JsonObject, secrets: ReadonlySet<string>): JsonObject {
  const isVariable = 'value' in value && ('name' in value || 'key' in value);
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      if (isVariable && key === 'value') return [key, maskedText];
      return [key, commandLines.has(key) ? maskTexts(item) : redacted(item, secrets)];
    }),
  );
}

const maskTexts = (value: JsonValue): JsonValue => (Array.isArray(value) ? value.map(maskTexts) : maskedText);
