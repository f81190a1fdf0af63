import type { Target } from '../../model/action.ts';
import { problem } from '../../model/problem.ts';
import { fail, mapResult, type Result, succeed } from '../../model/result.ts';
import type { ConnectedProvider } from '../../providers/connect.ts';
import { isAbsent, readDescribed, type Shown } from '../read-target.ts';
import { splitReference } from '../split-reference.ts';
import { type Listed, listTargets, type Resolution, resolveName } from './resolve-name.ts';
import { knows, type Wanted } from './verb-spec.ts';
import { whyUnknown } from './why-unknown.ts';

/** Finds what the words name. A reference costs a read of that resource; names, the lists, once for all. */
export async function resolveTargets(
  words: readonly string[],
  wanted: Wanted,
  providers: readonly ConnectedProvider[],
  signal: AbortSignal,
): Promise<readonly Resolution[]> {
  let lists: Promise<Listed> | null = null;
  const many = await listProvidersOfMany(words, wanted, providers, signal);
  return Promise.all(
    words.map(async (word) => {
      const reference = splitReference(word, providers);
      if (reference === null) {
        lists ??= listTargets(wanted, providers, signal);
        return resolveName(word, wanted, providers, await lists, signal);
      }
      const { connected, id } = reference;
      const listed = many.find(({ resource }) => resource.ref === word);
      const found =
        listed !== undefined && knows(listed, wanted.needs) && !wanted.whyNot?.(connected, listed)
          ? succeed(listed)
          : await resolveReference(connected, id, wanted, signal);
      return found.ok
        ? { word, ok: true as const, connected, target: found.value, problems: [] }
        : { word, ok: false as const, problem: found.problem, problems: [] };
    }),
  );
}

/** More references of one provider than this are cheaper to look up in its list than one by one. */
const fewReferences = 4;

async function listProvidersOfMany(
  words: readonly string[],
  wanted: Wanted,
  providers: readonly ConnectedProvider[],
  signal: AbortSignal,
): Promise<readonly Target[]> {
  const named = words.map((word) => splitReference(word, providers)?.connected);
  const crowded = providers.filter(
    (connected) => named.filter((other) => other === connected).length > fewReferences,
  );
  return crowded.length === 0 ? [] : (await listTargets(wanted, crowded, signal)).targets;
}

async function resolveReference(
  connected: ConnectedProvider,
  id: string,
  wanted: Wanted,
  signal: AbortSignal,
): Promise<Result<Target>> {
  const { name } = connected.settings;
  let other: Target | null = null;
  const kinds = (['server', 'app'] as const).toSorted(
    (a, b) => Number(wanted.kinds.includes(b)) - Number(wanted.kinds.includes(a)),
  );
  for (const kind of id === '' ? [] : kinds) {
    const read = await readAs(connected, kind, id, signal);
    const isAble = read.ok && knows(read.value, wanted.needs) && !wanted.whyNot?.(connected, read.value);
    if (isAble && wanted.kinds.includes(kind)) return read;
    if (read.ok) other ??= read.value;
    else if (!isAbsent(read.problem)) return read;
  }
  if (other !== null) return fail(await whyUnknown(connected, other, wanted, signal));
  return fail(problem('usage', `there is no server or app ${name}/${id}`, { provider: name }));
}

/** A server or app of that id, fetched fresh. */
export const readAs = async (
  connected: ConnectedProvider,
  kind: Target['kind'],
  id: string,
  signal: AbortSignal,
): Promise<Result<Target>> => mapResult(await readDescribed(connected, kind, id, signal), withoutDetails);

const withoutDetails = (shown: Shown): Target =>
  shown.kind === 'server'
    ? { kind: 'server', resource: shown.resource }
    : { kind: 'app', resource: shown.resource };
