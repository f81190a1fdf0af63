import { problem } from '../model/problem.ts';
import { fail, mapResult, type Result } from '../model/result.ts';
import type { Described, Listing, Provider } from './provider.ts';

type Identified = { readonly id: string };

/**
 * The provider with what holds for all of them: a reply is about the resource that was asked for, else it is refused (a
 * cache in between may mix them up, and the next request would go to another machine), and a list has each resource once.
 */
export function guarded(provider: Provider, name: string): Provider {
  const { listServers, listApps, readServer, peekServer, readApp } = provider;
  return {
    ...provider,
    ...(listServers === undefined ? {} : { listServers: async (signal) => once(await listServers(signal)) }),
    ...(listApps === undefined ? {} : { listApps: async (signal) => once(await listApps(signal)) }),
    ...(readServer === undefined
      ? {}
      : { readServer: async (id, signal) => asked(await readServer(id, signal), id, name) }),
    ...(peekServer === undefined
      ? {}
      : { peekServer: async (id, signal) => askedRow(await peekServer(id, signal), id, name) }),
    ...(readApp === undefined
      ? {}
      : { readApp: async (id, signal) => asked(await readApp(id, signal), id, name) }),
  };
}

const once = <T extends Identified>(listing: Result<Listing<T>>): Result<Listing<T>> =>
  mapResult(listing, ({ items, problems }) => ({
    items: [...new Map(items.map((item) => [item.id, item])).values()],
    problems,
  }));

const askedRow = <T extends Identified>(read: Result<T>, id: string, provider: string): Result<T> =>
  read.ok && read.value.id !== id
    ? fail(problem('protocol', 'answered with another resource than was asked for', { provider }))
    : read;

const asked = <T extends Identified>(
  read: Result<Described<T>>,
  id: string,
  provider: string,
): Result<Described<T>> =>
  read.ok && read.value.resource.id !== id
    ? fail(problem('protocol', 'answered with another resource than was asked for', { provider }))
    : read;
