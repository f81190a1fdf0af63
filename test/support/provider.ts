import { onTestFinished } from 'vitest';
import type { OpenLedger } from '../../src/budget/ledger.ts';
import { createFetch } from '../../src/http/create-fetch.ts';
import type { TraceEntry } from '../../src/http/trace.ts';
import type { Report } from '../../src/providers/caught.ts';
import {
  type ConnectedProvider,
  connectProvider,
  type ProviderSettings,
} from '../../src/providers/connect.ts';
import { createMemory } from '../../src/providers/create-memory.ts';
import type { CreateProvider, Memory } from '../../src/providers/provider.ts';
import { type ProviderType, providers } from '../../src/providers/registry.ts';
import type { Clock, Fetch } from '../../src/runtime/deps.ts';
import { literalSecret } from '../../src/runtime/secret.ts';
import { creates } from './creates.ts';

export type TestProviderOptions = Partial<Omit<ProviderSettings, 'type' | 'baseUrl' | 'secrets'>> & {
  readonly apiKey?: string;
  readonly clientId?: string;
  readonly clock?: Clock;
  readonly memory?: Memory;
  readonly timeoutMs?: number;
  readonly trace?: (entry: TraceEntry) => void;
  /** In place of a real one. */
  readonly fetch?: Fetch;
  readonly openLedger?: OpenLedger;
  /** In place of the type's own adapter. */
  readonly create?: CreateProvider;
  readonly report?: Report;
};

/** A connected provider of a type, on a test server; retries do not wait. Its connections end with the test. */
export function connectTestProvider(
  type: ProviderType,
  baseUrl: string,
  options: TestProviderOptions = {},
): ConnectedProvider {
  const definition = providers[type];
  const timeoutMs = options.timeoutMs ?? 5_000;
  const { fetch, close } = createFetch({ timeoutMs, noProxy: undefined });
  onTestFinished(close);
  return connectProvider(
    {
      name: options.name ?? type,
      type,
      account: `${type} at ${baseUrl}`,
      baseUrl,
      secrets: {
        apiKey: literalSecret(options.apiKey ?? 'test-key'),
        clientId: 'clientId' in definition.secrets ? literalSecret(options.clientId ?? 'test-client') : null,
      },
      limits: options.limits ?? { perMinute: 100_000 },
      limitsAreOurs: options.limitsAreOurs ?? true,
      pollIntervalMs: options.pollIntervalMs ?? 15_000,
      readOnly: options.readOnly ?? false,
      ca: null,
    },
    options.create ?? creates[type],
    {
      deps: { fetch: options.fetch ?? fetch, clock: options.clock ?? impatientClock, random: () => 0 },
      timeoutMs,
      trace: options.trace ?? (() => {}),
      isReadOnly: () => false,
      memory: options.memory ?? createMemory(),
      report: options.report ?? (() => null),
      ...(options.openLedger === undefined ? {} : { openLedger: options.openLedger }),
    },
  );
}

/** Real time, but a sleep is over at once. */
const impatientClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  sleep: () => new Promise((resolve) => setImmediate(resolve)),
};

export const never = new AbortController().signal;
