export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

export type JsonObject = { readonly [key: string]: JsonValue };

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value as one text: a string as it is, anything else as JSON. Not by `String`, which calls what the value brings. */
export const jsonWord = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
