import type { App } from '../model/app.ts';
import { type Problem, problem } from '../model/problem.ts';
import type { Server } from '../model/server.ts';
import type { ConnectedProvider } from '../providers/connect.ts';
import { takeSnapshot } from './snapshot.ts';

export type Target = {
  readonly kind: 'server' | 'app';
  readonly connected: ConnectedProvider;
  readonly id: string;
};

export type Found = {
  /** Exactly one, or none; `problems` then says why. */
  readonly target: Target | null;
  readonly problems: readonly Problem[];
  /** Every provider that was asked failed. */
  readonly hasFailed: boolean;
};

/** The one resource of that exact name or id, looked for in every list. */
export async function findTarget(
  word: string,
  providers: readonly ConnectedProvider[],
  signal: AbortSignal,
): Promise<Found> {
  const [servers, apps] = await Promise.all([
    takeSnapshot(providers, ({ provider }) => provider.listServers?.(signal) ?? null),
    takeSnapshot(providers, ({ provider }) => provider.listApps?.(signal) ?? null),
  ]);
  const problems = [...servers.problems, ...apps.problems];
  const hasFailed = servers.code === 1 && apps.code === 1;
  const matching = [
    ...servers.items.filter(isNamed(word)).map((server) => ({ kind: 'server' as const, resource: server })),
    ...apps.items.filter(isNamed(word)).map((app) => ({ kind: 'app' as const, resource: app })),
  ];
  const [first, ...others] = matching;
  const connected = providers.find(({ settings }) => settings.name === first?.resource.provider);
  if (first === undefined || connected === undefined) {
    const unread = problems.length === 0 ? '' : ' where the lists could be read';
    const unknown = problem('usage', `there is no server or app of the name or id "${word}"${unread}`);
    return { target: null, problems: [...problems, unknown], hasFailed };
  }
  if (others.length > 0) {
    const candidates = matching.map(({ kind, resource }) => `${resource.ref} (${kind} ${resource.name})`);
    const ambiguous = problem('usage', `"${word}" is ambiguous: ${candidates.join(', ')}`);
    return { target: null, problems: [...problems, ambiguous], hasFailed };
  }
  return { target: { kind: first.kind, connected, id: first.resource.id }, problems, hasFailed };
}

const isNamed = (word: string) => (resource: Server | App) => resource.name === word || resource.id === word;
