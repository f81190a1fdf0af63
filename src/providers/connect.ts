import { type Budget, createBudget, type OnWait } from '../budget/budget.ts';
import type { Ledger, OpenLedger } from '../budget/ledger.ts';
import type { RateLimits } from '../budget/limits.ts';
import { createHttpClient, type HttpClient } from '../http/http-client.ts';
import type { Usage } from '../http/meter.ts';
import type { JsonReply } from '../http/read-json.ts';
import { requestUrl } from '../http/request.ts';
import type { Trace } from '../http/trace.ts';
import { problem } from '../model/problem.ts';
import { fail, type Result } from '../model/result.ts';
import type { Deps } from '../runtime/deps.ts';
import type { Secret } from '../runtime/secret.ts';
import { caught, type Report } from './caught.ts';
import { guarded } from './guarded.ts';
import type { CreateProvider, Memory, Provider, ProviderDefinition, WriteRequest } from './provider.ts';
import { type ProviderType, providers } from './registry.ts';

/** One configured provider, checked and with its defaults filled in. */
export type ProviderSettings = {
  readonly name: string;
  readonly type: ProviderType;
  /** Differs where type, address or the keys' sources do: what then has the same name is another account. */
  readonly account: string;
  readonly baseUrl: string;
  readonly secrets: { readonly apiKey: Secret; readonly clientId: Secret | null };
  readonly limits: RateLimits;
  /** True when the limits came from the user. */
  readonly limitsAreOurs: boolean;
  /** Shortest time between two refreshes of one list. */
  readonly pollIntervalMs: number;
  readonly readOnly: boolean;
  /** PEM text. */
  readonly ca: string | null;
};

export type ConnectedProvider = {
  readonly settings: ProviderSettings;
  readonly title: string;
  /** Sentences for what the vendor's API does not have. */
  readonly lacks: ProviderDefinition['lacks'];
  readonly provider: Provider;
  readonly memory: Memory;
  readonly usage: () => Usage;
  /** The key's, which everything that is sent keeps to. */
  readonly budget: Budget;
  /** Sends a prepared request, once; refused below every caller while the provider is read-only. */
  readonly send: (request: WriteRequest, signal: AbortSignal) => Promise<Result<JsonReply>>;
};

export type ConnectOptions = {
  readonly deps: Deps;
  readonly timeoutMs: number;
  readonly trace: Trace;
  /** The lock over all providers; their own `readOnly` holds beside it. */
  readonly isReadOnly: () => boolean;
  readonly memory: Memory;
  /** Keeps a fault of an adapter's own. */
  readonly report: Report;
  /** Where processes with the same key share its budget; without it each counts for itself. */
  readonly openLedger?: OpenLedger;
  readonly onWait?: OnWait;
};

/**
 * Gives a provider its own HTTP client: no other provider's key, budget or connections. `create` is what its
 * definition loads.
 */
export function connectProvider(
  settings: ProviderSettings,
  create: CreateProvider,
  options: ConnectOptions,
): ConnectedProvider {
  const definition: ProviderDefinition = providers[settings.type];
  let client: HttpClient | null = null;
  const { openLedger, onWait } = options;
  const budget = createBudget({
    limits: settings.limits,
    limitsAreOurs: settings.limitsAreOurs,
    deps: options.deps,
    ...(openLedger === undefined ? {} : { openLedger: () => ledgerOf(settings, openLedger) }),
    ...(onWait === undefined ? {} : { onWait }),
  });
  const created = create({
    name: settings.name,
    secrets: settings.secrets,
    deps: options.deps,
    memory: options.memory,
    streamUrl: (path, query) =>
      requestUrl(settings.baseUrl, query === undefined ? { path } : { path, query }),
    connect: ({ authorize, readError, onRejectedKey }) => {
      client = createHttpClient(
        {
          provider: settings.name,
          baseUrl: settings.baseUrl,
          timeoutMs: options.timeoutMs,
          budget,
          authorize,
          readError,
          trace: options.trace,
          isReadOnly: () => settings.readOnly || options.isReadOnly(),
          onRejectedKey: () => {
            settings.secrets.apiKey.forget();
            settings.secrets.clientId?.forget();
            onRejectedKey?.();
          },
        },
        options.deps,
      );
      return client;
    },
  });
  const provider = guarded(caught(created, settings.name, options.report), settings.name);
  return {
    settings,
    title: definition.title,
    lacks: definition.lacks,
    provider,
    memory: options.memory,
    usage: () => client?.usage() ?? { requests: 0, latencyMs: null, lastSuccessAt: null, ...budget.usage() },
    budget,
    send: async (request, signal) =>
      client?.request({ ...request, signal }) ??
      fail(problem('unsupported', 'nothing can be sent', { provider: settings.name })),
  };
}

/** A key that cannot be read sends nothing: what goes wrong is told when a request needs it. */
async function ledgerOf(
  { baseUrl, secrets }: ProviderSettings,
  openLedger: OpenLedger,
): Promise<Ledger | null> {
  try {
    return openLedger(`${new URL(baseUrl).origin} ${await secrets.apiKey.reveal()}`);
  } catch {
    return null;
  }
}
