import type { JsonObject, JsonValue } from '../model/json.ts';
import { isJsonObject } from '../model/json.ts';
import { maskedText, maskSecrets } from '../model/mask.ts';

/** An address without the user and password that stand in it, as in `https://token@github.com/me/app`. */
export const withoutCredentials = (address: string): string =>
  address.replaceAll(userAndHost, `$1${maskedText}@`);

/** A user alone is part of an SSH address, not a secret: `ssh://git@host/repository` stays as it is. */
const userAndHost = /\b((?!ssh:)[a-z][a-z0-9+.-]*:\/\/)[^/\s@]+@/gi;

/** The provider's own fields with everything named like a secret masked, and without credentials in addresses. */
export const showableDetails = (details: JsonObject): JsonObject => cleanObject(maskSecrets(details));

const cleanObject = (value: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(value).map(([key, item]) => [key, cleanValue(item)]));

const cleanValue = (value: JsonValue): JsonValue => {
  if (typeof value === 'string') return withoutCredentials(value);
  if (Array.isArray(value)) return value.map(cleanValue);
  return isJsonObject(value) ? cleanObject(value) : value;
};
