import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import { sslFacts } from './schema.ts';

/**
 * An app, or a list of them, as the API gave it, but for what must not be kept: of `ssl` (private key and
 * certificates) the facts stay, of `wordpress` (admin password, login address) that it is there.
 */
export const withoutSecrets = (data: JsonValue): JsonValue => {
  if (Array.isArray(data)) return data.map(withoutSecrets);
  return isJsonObject(data) ? appWithoutSecrets(data) : data;
};

const appWithoutSecrets = (app: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(app).map(([field, value]) => {
      if (field === 'ssl') return [field, sslFacts.safeParse(value).data ?? null];
      if (field === 'wordpress') return [field, value !== null && value !== false];
      return [field, value];
    }),
  );
