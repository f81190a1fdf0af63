import type { z } from 'zod';
import type { JsonReply } from '../http/read-json.ts';
import { isJsonObject, type JsonValue } from '../model/json.ts';
import { problem } from '../model/problem.ts';
import { fail, type Result, succeed } from '../model/result.ts';
import { readShape } from './lenient.ts';

/** What stands under `data` in a reply's envelope; a reply without it is a `protocol` problem. */
export function readData(result: Result<JsonReply>, what: string, provider: string): Result<JsonValue> {
  if (!result.ok) return result;
  const { body } = result.value;
  const data = isJsonObject(body) ? body['data'] : undefined;
  return data === undefined || data === null
    ? fail(problem('protocol', `answered ${what} in a shape we don't know: no data`, { provider }))
    : succeed(data);
}

/** A reply's data in the shape we read; a failure passes through. */
export const readDataAs = <T>(
  schema: z.ZodType<T>,
  result: Result<JsonValue>,
  what: string,
  provider: string,
): Result<T> => (result.ok ? readShape(schema, result.value, what, provider) : result);
