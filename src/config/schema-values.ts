import { z } from 'zod';
import { durationPattern } from '../model/duration.ts';
import type { JsonValue } from '../model/json.ts';

/** Says what is allowed; a value is shown, a missing one called missing. */
export const allow = (allowed: string) => ({
  error: ({ input }: { readonly input?: unknown }) =>
    input === undefined ? `is missing: ${allowed}` : `${shown(input)} is not allowed: ${allowed}`,
});

/** As {@link allow} for what may be a secret: the value stays out of the message. */
const allowSecret = (allowed: string) => ({
  error: ({ input }: { readonly input?: unknown }) =>
    input === undefined ? `is missing: ${allowed}` : `is not allowed like this: ${allowed}`,
});

/** As {@link allow} for a map or a list: what stands in its place may be a secret that belongs into it. */
export const allowParts = (allowed: string) => ({
  error: ({ input }: { readonly input?: unknown }) =>
    typeof input === 'string' ? `a text is not allowed: ${allowed}` : allow(allowed).error({ input }),
});

export const shown = (value: unknown): string => {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 60));
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' && value !== null ? 'a map' : String(value);
};

/** What a key means, for the JSON Schema and the reference that is made of it: an example, and what holds without it. */
export const about = (description: string, example: JsonValue, preset?: JsonValue) => ({
  description,
  examples: [example],
  ...(preset === undefined ? {} : { default: preset }),
});

export const secretWords = `one of \${VAR}, { file: PATH }, { command: [program, argument, …] } or the value itself`;

export const secret = z
  .union(
    [
      z.string().min(1),
      z.strictObject({ file: z.string(allow('the path of a file')).min(1) }),
      z.strictObject({ command: z.array(z.string()).min(1) }),
    ],
    allowSecret(secretWords),
  )
  .describe(`A secret: ${secretWords}.`);

export const flag = (what: string) =>
  z
    .boolean(allow('true or false'))
    .optional()
    .meta(about(what, true, false));

export const text = (allowed: string) => z.string(allow(allowed)).min(1, allow(allowed));

export const duration = () =>
  z
    .string(allow('a number and its unit ms, s, m, h or d, such as 15s or 2m'))
    .regex(durationPattern, allow('a number and its unit ms, s, m, h or d, such as 15s or 2m'))
    .optional();

export const numberFrom = (least: number, allowed: string) =>
  z.number(allow(allowed)).gte(least, allow(allowed)).optional();

export const percentage = z
  .number(allow('a number from 0 to 100'))
  .gte(0, allow('a number from 0 to 100'))
  .lte(100, allow('a number from 0 to 100'))
  .optional();

export const count = z.int(allow('a whole number above 0')).gte(1, allow('a whole number above 0'));

export const map = <Shape extends z.core.$ZodLooseShape>(shape: Shape, what: string) =>
  z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? undefined : allowParts(what).error(issue)),
  });
