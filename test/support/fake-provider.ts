import { createBudget } from '../../src/budget/budget.ts';
import type { Ledger } from '../../src/budget/ledger.ts';
import type { RateLimits } from '../../src/budget/limits.ts';
import { problem } from '../../src/model/problem.ts';
import { fail, succeed } from '../../src/model/result.ts';
import type { ConnectedProvider } from '../../src/providers/connect.ts';
import { createMemory } from '../../src/providers/create-memory.ts';
import type { Provider } from '../../src/providers/provider.ts';
import type { Clock } from '../../src/runtime/deps.ts';
import { literalSecret } from '../../src/runtime/secret.ts';

export type FakeProviderOptions = {
  readonly name?: string;
  readonly pollIntervalMs?: number;
  readonly limits?: RateLimits;
  /** Where its key's budget is shared. */
  readonly ledger?: Ledger;
  /** What it can be asked; `send` stands for a request that takes so long. */
  readonly members: (send: (durationMs?: number) => Promise<void>) => Partial<Provider>;
};

export type FakeProvider = {
  readonly connected: ConnectedProvider;
  /** When each request was sent, epoch ms. */
  readonly sentAt: readonly number[];
};

/** A connected provider without a wire: it counts what it is asked for, inside its limits as over a wire. */
export function createFakeProvider(clock: Clock, options: FakeProviderOptions): FakeProvider {
  const { name = 'acme', pollIntervalMs = 15_000, limits = { perMinute: 100_000 } } = options;
  const sentAt: number[] = [];
  const { ledger } = options;
  const budget = createBudget({
    limits,
    limitsAreOurs: true,
    deps: { clock, random: () => 0.5 },
    ...(ledger === undefined ? {} : { openLedger: async () => ledger }),
  });
  const { signal } = new AbortController();
  const send = async (durationMs = 0) => {
    await budget.acquire(signal);
    sentAt.push(clock.now());
    if (durationMs > 0) await clock.sleep(durationMs, signal);
    budget.settle(null);
  };
  return {
    sentAt,
    connected: {
      settings: {
        name,
        type: 'cyberpanel',
        account: name,
        baseUrl: 'http://127.0.0.1:1',
        secrets: { apiKey: literalSecret('test-key'), clientId: null },
        limits,
        limitsAreOurs: true,
        pollIntervalMs,
        readOnly: false,
        ca: null,
      },
      title: name,
      lacks: {},
      provider: {
        check: async () => succeed({ account: null, notes: [], warnings: [] }),
        ...options.members(send),
      },
      memory: createMemory(),
      usage: () => ({
        requests: sentAt.length,
        latencyMs: null,
        lastSuccessAt: null,
        ...budget.usage(),
      }),
      budget,
      send: async () => fail(problem('unsupported', 'no', { provider: name })),
    },
  };
}
