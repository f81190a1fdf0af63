import { problem } from '../model/problem.ts';
import { fail, mapResult } from '../model/result.ts';
import { plainText } from '../model/text.ts';
import type { Prepared, Provider } from './provider.ts';

/** Keeps what went wrong in a file; its path, where it was written. */
export type Report = (error: unknown) => string | null;

/**
 * The provider with every exception of its own code as a Problem: a fault of fleetop's in one adapter is told in its place
 * like any other failure, and the other providers, and the next refresh, go on. Each fault is reported once.
 */
export function caught(provider: Provider, name: string, report: Report): Provider {
  const reported = new Map<string, string | null>();
  const told = (error: unknown) => {
    const message = plainText(error instanceof Error ? error.message : String(error));
    const path = reported.get(message) ?? report(error);
    reported.set(message, path);
    const where = path === null ? '' : `; the report is ${path}`;
    return problem('protocol', `fleetop failed on what it answered: ${message}${where}`, { provider: name });
  };
  // Every member but one answers with a promise of a Result, which a Problem is, too.
  const safe = new Proxy(provider, {
    get: (target, member) => {
      const value: unknown = Reflect.get(target, member);
      if (typeof value !== 'function' || member === 'isIncomplete') return value;
      return async (...given: unknown[]): Promise<unknown> => {
        try {
          return await value(...given);
        } catch (error) {
          return fail(told(error));
        }
      };
    },
  });
  const { prepare } = safe;
  if (prepare === undefined) return safe;
  return {
    ...safe,
    prepare: async (request, signal) => mapResult(await prepare(request, signal), (it) => readable(it, told)),
  };
}

/** What was accepted stays so, whatever becomes of reading the reply. */
const readable = (prepared: Prepared, told: (error: unknown) => { readonly message: string }): Prepared => ({
  ...prepared,
  read: (body) => {
    try {
      return prepared.read(body);
    } catch (error) {
      return {
        message: `accepted; ${told(error).message}`,
        deploymentId: null,
        actionId: null,
        status: null,
        created: null,
        oneTimeSecret: null,
      };
    }
  },
});
