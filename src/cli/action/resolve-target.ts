import { prepareAction } from '../../actions/act.ts';
import type { Target } from '../../model/action.ts';
import type { App } from '../../model/app.ts';
import { type Problem, problem } from '../../model/problem.ts';
import { fail, type Result, succeed } from '../../model/result.ts';
import type { Server } from '../../model/server.ts';
import type { ConnectedProvider } from '../../providers/connect.ts';
import { takeSnapshot } from '../snapshot.ts';
import { knows, type Wanted } from './verb-spec.ts';

/** A word of the command line as the one resource it names, or why it names none. */
export type Resolution = { readonly word: string } & (
  | {
      readonly ok: true;
      readonly connected: ConnectedProvider;
      readonly target: Target;
      /** What could not be read on the way. */
      readonly problems: readonly Problem[];
    }
  | { readonly ok: false; readonly problem: Problem; readonly problems: readonly Problem[] }
);

type Listed = {
  readonly targets: readonly Target[];
  readonly problems: readonly Problem[];
  readonly hasFailed: boolean;
};

/** The provider that a reference names, and the rest of it; null for a name. */
export function splitReference(word: string, providers: readonly ConnectedProvider[]) {
  const slash = word.indexOf('/');
  const connected =
    slash < 1 ? undefined : providers.find(({ settings }) => settings.name === word.slice(0, slash));
  return connected === undefined ? null : { connected, id: word.slice(slash + 1) };
}

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
        listed !== undefined && knows(listed, wanted.needs)
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
    if (read.ok && wanted.kinds.includes(kind) && knows(read.value, wanted.needs)) return read;
    if (read.ok) other ??= read.value;
    else if (!absentCodes.has(read.problem.code)) return read;
  }
  if (other !== null) return fail(await whyUnknown(connected, other, wanted, signal));
  return fail(problem('usage', `there is no server or app ${name}/${id}`, { provider: name }));
}

/** An id of the wrong form may be called invalid rather than not found. */
const absentCodes: ReadonlySet<string> = new Set(['not-found', 'invalid', 'unsupported']);

/** A server or app of that id, fetched fresh. */
export async function readAs(
  { provider, settings }: ConnectedProvider,
  kind: Target['kind'],
  id: string,
  signal: AbortSignal,
): Promise<Result<Target>> {
  if (kind === 'server') {
    const read = await provider.readServer?.(id, signal);
    if (read !== undefined) return read.ok ? succeed({ kind, resource: read.value.resource }) : read;
  } else {
    const read = await provider.readApp?.(id, signal);
    if (read !== undefined) return read.ok ? succeed({ kind, resource: read.value.resource }) : read;
  }
  return fail(problem('unsupported', `has no ${kind}s`, { provider: settings.name }));
}

async function listTargets(
  { kinds }: Wanted,
  providers: readonly ConnectedProvider[],
  signal: AbortSignal,
): Promise<Listed> {
  const [servers, apps] = await Promise.all([
    takeSnapshot(providers, ({ provider }) =>
      kinds.includes('server') ? (provider.listServers?.(signal) ?? null) : null,
    ),
    takeSnapshot(providers, ({ provider }) =>
      kinds.includes('app') ? (provider.listApps?.(signal) ?? null) : null,
    ),
  ]);
  return {
    targets: [
      ...servers.items.map((resource): Target => ({ kind: 'server', resource })),
      ...apps.items.map((resource): Target => ({ kind: 'app', resource })),
    ],
    problems: [...servers.problems, ...apps.problems],
    hasFailed: servers.items.length + apps.items.length === 0 && (servers.code === 1 || apps.code === 1),
  };
}

async function resolveName(
  word: string,
  wanted: Wanted,
  providers: readonly ConnectedProvider[],
  { targets, problems, hasFailed }: Listed,
  signal: AbortSignal,
): Promise<Resolution> {
  const named = targets.filter(({ resource }) => isNamed(resource, word));
  const able = named.filter((target) => knows(target, wanted.needs));
  const refuse = (found: Problem): Resolution => ({ word, ok: false, problem: found, problems });
  const connectedOf = ({ resource }: Target) =>
    providers.find(({ settings }) => settings.name === resource.provider);
  const [first, ...others] = able;
  if (first === undefined) {
    const [only] = named;
    const connected = only === undefined ? undefined : connectedOf(only);
    if (only !== undefined && connected !== undefined)
      return refuse(await whyUnknown(connected, only, wanted, signal));
    if (hasFailed && problems[0] !== undefined) return refuse(problems[0]);
    const unread = problems.length === 0 ? '' : ' where the lists could be read';
    return refuse(
      problem('usage', `there is no ${wanted.kinds.join(' or ')} of the name or id "${word}"${unread}`),
    );
  }
  if (others.length > 0)
    return refuse(
      problem(
        'usage',
        `"${word}" is ambiguous: ${able.map(candidate).join(', ')}: say which by its reference`,
      ),
    );
  if (wanted.isWrite && problems.length > 0)
    return refuse(
      problem(
        'usage',
        `"${word}" may not be the only one of its name, since not every list could be read: ` +
          `use the reference ${first.resource.ref} if that is it`,
      ),
    );
  const connected = connectedOf(first);
  return connected === undefined
    ? refuse(problem('usage', `there is no provider ${first.resource.provider}`))
    : { word, ok: true, connected, target: first, problems };
}

const isNamed = (resource: Server | App, word: string): boolean =>
  resource.name === word || resource.id === word;

const candidate = ({ kind, resource }: Target): string => `${resource.ref} (${kind} ${resource.name})`;

/** Why a resource does not know a verb, in its provider's own words where it has some. */
async function whyUnknown(
  connected: ConnectedProvider,
  target: Target,
  { verb, sample }: Wanted,
  signal: AbortSignal,
): Promise<Problem> {
  const { title, settings } = connected;
  const ours = problem('unsupported', `${title} has no ${verb} for ${target.kind} ${target.resource.name}`, {
    provider: settings.name,
  });
  if (sample === null) return ours;
  const prepared = await prepareAction(connected, { target, deed: sample }, signal);
  return !prepared.ok && prepared.problem.code === 'unsupported' ? prepared.problem : ours;
}
