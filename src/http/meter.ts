import type { BudgetUsage } from '../budget/usage.ts';

/** What was measured of one key's traffic so far. */
export type Usage = BudgetUsage & {
  readonly requests: number;
  /** Of the newest reply; null before the first. */
  readonly latencyMs: number | null;
  /** Epoch ms of the newest 2xx reply. */
  readonly lastSuccessAt: number | null;
};

export type Meter = {
  readonly record: (
    reply: { readonly status: number; readonly latencyMs: number; readonly at: number } | null,
  ) => void;
  readonly read: () => Omit<Usage, keyof BudgetUsage>;
};

/** Counts what is sent; a request without a reply counts too. */
export function createMeter(): Meter {
  let requests = 0;
  let latencyMs: number | null = null;
  let lastSuccessAt: number | null = null;
  return {
    record: (reply) => {
      requests += 1;
      if (reply === null) return;
      latencyMs = reply.latencyMs;
      if (reply.status >= 200 && reply.status < 300) lastSuccessAt = reply.at;
    },
    read: () => ({ requests, latencyMs, lastSuccessAt }),
  };
}
