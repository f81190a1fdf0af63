import type { App } from '../../src/model/app.ts';
import type { LogEvent } from '../../src/model/log-line.ts';
import type { Result } from '../../src/model/result.ts';
import type { Server } from '../../src/model/server.ts';
import type { Provider } from '../../src/providers/provider.ts';
import type { ProviderType } from '../../src/providers/registry.ts';

/** What is asked of the provider for its answer; the requests that change something have their own tables. */
type Member = Exclude<keyof Provider, 'isIncomplete' | 'prepare' | 'forms' | 'webhooks'>;

/** What a call came to: its result, and the events of a stream. */
export type Outcome = { readonly result: Result<unknown>; readonly events: readonly LogEvent[] };

/** Whose resource is asked for. */
export type Target = { readonly provider: string; readonly type: ProviderType; readonly id: string };

type Call = (signal: AbortSignal) => Promise<Outcome>;

/** The calls of every member that a provider has. A new one stops the build here until it has its line. */
export function membersOf(provider: Provider, target: Target): readonly (readonly [string, Call])[] {
  const { id } = target;
  const server = serverOf(target);
  const app = appOf(target);
  const latest = { deploymentId: null };
  const calls: Record<Member, Call | undefined> = {
    check: plain(provider.check),
    listServers: plain(provider.listServers),
    readServer: plain(provider.readServer, id),
    peekServer: plain(provider.peekServer, id),
    completeServer: plain(provider.completeServer, server),
    readMetrics: plain(provider.readMetrics, server),
    listSnapshots: plain(provider.listSnapshots, id),
    openConsole: plain(provider.openConsole, id),
    readAction: plain(provider.readAction, id),
    readProgress: plain(provider.readProgress, id),
    listApps: plain(provider.listApps),
    readApp: plain(provider.readApp, id),
    listDeployments: plain(provider.listDeployments, id),
    listEnv: plain(provider.listEnv, id),
    listDomains: plain(provider.listDomains, id),
    readBilling: plain(provider.readBilling),
    readAccount: plain(provider.readAccount),
    followLog: streaming(provider.followLog, app, latest),
    followServerLog: streaming(provider.followServerLog, server, latest),
  };
  return Object.entries(calls).flatMap(([member, call]) =>
    call === undefined ? [] : [[member, call] as const],
  );
}

const plain = <A extends readonly unknown[]>(
  member: ((...all: [...A, AbortSignal]) => Promise<Result<unknown>>) | undefined,
  ...args: A
): Call | undefined => member && (async (signal) => ({ result: await member(...args, signal), events: [] }));

const streaming = <A extends readonly unknown[]>(
  member: ((...all: [...A, (event: LogEvent) => void, AbortSignal]) => Promise<Result<unknown>>) | undefined,
  ...args: A
): Call | undefined =>
  member &&
  (async (signal) => {
    const events: LogEvent[] = [];
    const result = await member(...args, (event) => events.push(event), signal);
    return { result, events };
  });

const identityOf = ({ provider, type, id }: Target) => ({
  ref: `${provider}/${id}`,
  provider,
  providerType: type,
  id,
  name: 'one',
  status: 'running' as const,
  providerStatus: 'running',
  region: null,
  createdAt: null,
  actions: [],
});

const serverOf = (target: Target): Server => ({
  ...identityOf(target),
  ipv4: null,
  ipv6: null,
  plan: null,
  os: null,
  cpuCores: null,
  memoryMb: null,
  diskGb: null,
  bandwidthGb: null,
  price: null,
  metrics: null,
});

const appOf = (target: Target): App => ({
  ...identityOf(target),
  kind: 'app',
  framework: null,
  repository: null,
  branch: null,
  domains: [],
  server: null,
  lastDeployedAt: null,
});
