import { isJsonObject, type JsonObject, type JsonValue } from './json.ts';

const secretName =
  /pass(word|wd|phrase)?$|secret|token|api_?key|private_?key|^key$|credential|connection_?(string|url|uri)|database_?url|_?uri$|login_url|^env(ironment)?_?(variables?|vars?)?$|dsn$/i;

export const maskedText = '***';

/** Whether a field of that name is likely to hold a secret. */
export const namesSecret = (name: string): boolean => secretName.test(name);

/** A copy in which whatever is named like a secret is `***`, at any depth. Names are kept, also below a masked map. */
export const maskSecrets = (value: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      secretName.test(key) ? maskAll(item) : maskWithin(item),
    ]),
  );

const maskWithin = (value: JsonValue): JsonValue => {
  if (Array.isArray(value)) return value.map(maskWithin);
  return isJsonObject(value) ? maskSecrets(value) : value;
};

const maskAll = (value: JsonValue): JsonValue => {
  if (value === null || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(maskPair);
  if (isJsonObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, maskAll(item)]));
  return maskedText;
};

/** Rows such as `{name, value}` keep what names them. */
const maskPair = (value: JsonValue): JsonValue =>
  isJsonObject(value)
    ? Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key, rowNames.has(key) ? item : maskAll(item)]),
      )
    : maskAll(value);

const rowNames: ReadonlySet<string> = new Set([
  '_id',
  'id',
  'name',
  'key',
  'label',
  'environments',
  'deploymentEnvironments',
]);
