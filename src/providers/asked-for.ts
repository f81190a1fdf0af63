import { isJsonObject } from '../model/json.ts';
import { type Problem, problem } from '../model/problem.ts';
import { fail, type Result } from '../model/result.ts';
import { identifier } from './lenient.ts';

/**
 * The reply for one resource, unless it tells the id of another (a cache in between may mix them up): what is in it
 * would be shown, opened or written back as this one's. `key` is where it tells its id; a reply without one passes.
 */
export const askedFor = <T>(read: Result<T>, id: string, provider: string, key = 'id'): Result<T> =>
  read.ok && isAnother(read.value, id, key) ? fail(anotherResource(provider)) : read;

/** Whether a resource as it was sent tells another id than was asked for. */
export function isAnother(body: unknown, id: string, key: string): boolean {
  const told = identifier.safeParse(isJsonObject(body) ? body[key] : undefined);
  return told.success && told.data !== id;
}

export const anotherResource = (provider: string): Problem =>
  problem('protocol', 'answered with another resource than was asked for', { provider });
