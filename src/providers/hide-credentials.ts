import type { JsonObject, JsonValue } from '../model/json.ts';
import { isJsonObject } from '../model/json.ts';
import { maskedText, maskSecrets } from '../model/mask.ts';

/** An address without the user and password that stand in it, as in `https://token@github.com/me/app`. */
export const withoutCredentials = (address: string): string =>
  address.replaceAll(schemeAndUser, (all, scheme: string, user: string) =>
    isPlainUser(scheme, user) ? all : `${scheme}${maskedText}@`,
  );

/**
 * A password may hold an `@` of its own: what counts is the last one before the path. Of a longer scheme the end is enough,
 * so that a long text without any is gone through once.
 */
const schemeAndUser = /([a-z][a-z0-9+.-]{0,30}:\/\/)([^/?#\s]+)@/gi;

/** A user alone is part of an SSH address, not a secret: `ssh://git@host/repository` stays as it is. */
const isPlainUser = (scheme: string, user: string): boolean =>
  /^(git\+)?ssh:/i.test(scheme) && !user.includes(':') && !user.includes('@');

/** The provider's own fields with everything named like a secret masked, and without credentials in addresses. */
export const showableDetails = (details: JsonObject): JsonObject => cleanObject(maskSecrets(details));

const cleanObject = (value: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(value).map(([key, item]) => [key, cleanValue(item)]));

const cleanValue = (value: JsonValue): JsonValue => {
  if (typeof value === 'string') return withoutCredentials(value);
  if (Array.isArray(value)) return value.map(cleanValue);
  return isJsonObject(value) ? cleanObject(value) : value;
};
