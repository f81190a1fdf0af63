import { problem } from '../model/problem.ts';
import { fail, mapResult, type Result } from '../model/result.ts';
import { anotherResource } from './asked-for.ts';
import type { Described, Listing, Provider } from './provider.ts';

type Identified = { readonly id: string; readonly name: string };

/**
 * The provider with what holds for all of them: a reply is about the resource that was asked for, else it is refused (a
 * cache in between may mix them up, and the next request would go to another machine), and a list has each resource
 * once; that two of different names came with one id is told.
 */
export function guarded(provider: Provider, name: string): Provider {
  const { listServers, listApps, readServer, peekServer, completeServer, readApp } = provider;
  return {
    ...provider,
    ...(listServers === undefined
      ? {}
      : { listServers: async (signal) => once(await listServers(signal), name) }),
    ...(listApps === undefined ? {} : { listApps: async (signal) => once(await listApps(signal), name) }),
    ...(readServer === undefined
      ? {}
      : { readServer: async (id, signal) => asked(await readServer(id, signal), id, name) }),
    ...(peekServer === undefined
      ? {}
      : { peekServer: async (id, signal) => askedRow(await peekServer(id, signal), id, name) }),
    ...(completeServer === undefined
      ? {}
      : {
          completeServer: async (row, signal) => askedRow(await completeServer(row, signal), row.id, name),
        }),
    ...(readApp === undefined
      ? {}
      : { readApp: async (id, signal) => asked(await readApp(id, signal), id, name) }),
  };
}

const once = <T extends Identified>(listing: Result<Listing<T>>, provider: string): Result<Listing<T>> =>
  mapResult(listing, ({ items, problems }) => {
    const byId = new Map<string, T>();
    const clashes = new Set<string>();
    for (const item of items) {
      if ((byId.get(item.id)?.name ?? item.name) !== item.name) clashes.add(item.id);
      byId.set(item.id, item);
    }
    const [id] = clashes;
    if (id === undefined) return { items: [...byId.values()], problems };
    const others = clashes.size === 1 ? '' : `, and ${clashes.size - 1} more such ids`;
    const message = `answered resources of different names with the id ${id}${others}: only the last is shown`;
    return { items: [...byId.values()], problems: [...problems, problem('protocol', message, { provider })] };
  });

const askedRow = <T extends Identified>(read: Result<T>, id: string, provider: string): Result<T> =>
  read.ok && read.value.id !== id ? fail(anotherResource(provider)) : read;

const asked = <T extends Identified>(
  read: Result<Described<T>>,
  id: string,
  provider: string,
): Result<Described<T>> =>
  read.ok && read.value.resource.id !== id ? fail(anotherResource(provider)) : read;
