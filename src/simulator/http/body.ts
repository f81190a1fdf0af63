import type { IncomingMessage } from 'node:http';

export type Body =
  | { readonly kind: 'ok'; readonly value: unknown }
  | { readonly kind: 'bad'; readonly message: string };

const maxBytes = 1_000_000;

/** Reads a request's body as JSON. None at all is `undefined`; one without the JSON content type is bad. */
export const readBody = async (request: IncomingMessage): Promise<Body> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size <= maxBytes) chunks.push(bytes);
  }
  if (size > maxBytes) return { kind: 'bad', message: 'Request body too large' };
  if (size === 0) return { kind: 'ok', value: undefined };
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('multipart/form-data')) return { kind: 'ok', value: {} };
  if (!type.startsWith('application/json')) {
    return { kind: 'bad', message: 'Content-Type must be application/json' };
  }
  try {
    return { kind: 'ok', value: JSON.parse(Buffer.concat(chunks).toString('utf8')) };
  } catch {
    return { kind: 'bad', message: 'Malformed JSON in request body' };
  }
};

/** A JSON object's fields; an empty object for anything else. */
export const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};

/** The field if it is a string with something in it. */
export const textField = (value: unknown, name: string): string | null => {
  const field = fieldsOf(value)[name];
  return typeof field === 'string' && field !== '' ? field : null;
};

/** The field if it is an array of strings. */
export const textsField = (value: unknown, name: string): readonly string[] | null => {
  const field = fieldsOf(value)[name];
  return Array.isArray(field) && field.every((item) => typeof item === 'string') ? field : null;
};

/** A query parameter that is a whole number from 0 up, else `fallback`. */
export const countParam = (query: URLSearchParams, name: string, fallback: number): number => {
  const text = query.get(name);
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : fallback;
};
