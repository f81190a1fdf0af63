import type { Target } from '../../model/action.ts';
import type { App } from '../../model/app.ts';
import { didYouMean } from '../../model/nearest.ts';
import { type Problem, problem } from '../../model/problem.ts';
import type { Server } from '../../model/server.ts';
import { isTypedAs } from '../../model/text.ts';
import type { ConnectedProvider } from '../../providers/connect.ts';
import { definitionOf } from '../../providers/registry.ts';
import { takeSnapshot } from '../snapshot.ts';
import { knows, type Wanted } from './verb-spec.ts';
import { whyUnknown } from './why-unknown.ts';

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

/** What the lists have, and what could not be read of them. */
export type Listed = {
  readonly targets: readonly Target[];
  readonly problems: readonly Problem[];
  /** Those of them that may hide another target of the verb. */
  readonly doubts: readonly Problem[];
  readonly hasFailed: boolean;
};

/** Every list that may have a target of the verb. */
export async function listTargets(
  { kinds, needs }: Wanted,
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
  const mayHide = (kind: Target['kind']) => (found: Problem) => {
    const connected = providers.find(({ settings }) => settings.name === found.provider);
    return connected === undefined || mayOffer(connected, kind, needs);
  };
  return {
    targets: [
      ...servers.items.map((resource): Target => ({ kind: 'server', resource })),
      ...apps.items.map((resource): Target => ({ kind: 'app', resource })),
    ],
    problems: [...servers.problems, ...apps.problems],
    doubts: [...servers.problems.filter(mayHide('server')), ...apps.problems.filter(mayHide('app'))],
    hasFailed: servers.items.length + apps.items.length === 0 && (servers.code === 1 || apps.code === 1),
  };
}

/** The one resource of that exact name or id that knows the verb. */
export async function resolveName(
  word: string,
  wanted: Wanted,
  providers: readonly ConnectedProvider[],
  { targets, problems, doubts, hasFailed }: Listed,
  signal: AbortSignal,
): Promise<Resolution> {
  const named = targets.filter(({ resource }) => isNamed(resource, word));
  const connectedOf = ({ resource }: Target) =>
    providers.find(({ settings }) => settings.name === resource.provider);
  const able = named.filter((target) => {
    const connected = connectedOf(target);
    return knows(target, wanted.needs) && (connected === undefined || !wanted.whyNot?.(connected, target));
  });
  const refuse = (found: Problem): Resolution => ({ word, ok: false, problem: found, problems });
  const [first, ...others] = able;
  if (first === undefined) {
    const [only] = named;
    const connected = only === undefined ? undefined : connectedOf(only);
    if (only !== undefined && connected !== undefined)
      return refuse(await whyUnknown(connected, only, wanted, signal));
    if (hasFailed && problems[0] !== undefined) return refuse(problems[0]);
    const unread = problems.length === 0 ? '' : ' where the lists could be read';
    const names = targets
      .filter((target) => knows(target, wanted.needs))
      .map(({ resource }) => resource.name);
    const none = `there is no ${wanted.kinds.join(' or ')} of the name or id "${word}"${unread}`;
    return refuse(problem('usage', `${none}${didYouMean(word, names)}`));
  }
  if (others.length > 0)
    return refuse(
      problem(
        'usage',
        `"${word}" is ambiguous: ${able.map(candidate).join(', ')}: say which by its reference`,
      ),
    );
  if (wanted.isWrite && doubts.length > 0)
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

/** Whether a list of this kind can have a row that knows the verb. */
function mayOffer({ settings }: ConnectedProvider, kind: Target['kind'], needs: Wanted['needs']): boolean {
  const verbs: readonly string[] = definitionOf(settings.type).verbs[kind];
  return needs.length === 0 || needs.some((need) => verbs.includes(need));
}

const isNamed = (resource: Server | App, word: string): boolean =>
  isTypedAs(word, resource.name) || resource.id === word;

const candidate = ({ kind, resource }: Target): string => `${resource.ref} (${kind} ${resource.name})`;
