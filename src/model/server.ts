import type { Metrics } from './metrics.ts';
import type { ServerStatus } from './status.ts';

export type ServerAction =
  | 'start'
  | 'stop'
  | 'shutdown'
  | 'reboot'
  | 'rename'
  | 'snapshot'
  | 'console'
  | 'update'
  | 'delete';

export type Price = {
  readonly amount: string;
  readonly currency: string;
  readonly per: 'month' | 'hour';
};

/** One machine at a provider. Null means the provider did not say. Times are epoch ms. */
export type Server = {
  readonly ref: string;
  readonly provider: string;
  readonly providerType: string;
  readonly id: string;
  readonly name: string;
  readonly status: ServerStatus;
  /** The provider's own word. */
  readonly providerStatus: string;
  readonly ipv4: string | null;
  readonly ipv6: string | null;
  readonly region: string | null;
  readonly plan: string | null;
  readonly os: string | null;
  readonly cpuCores: number | null;
  readonly memoryMb: number | null;
  readonly diskGb: number | null;
  readonly bandwidthGb: number | null;
  readonly price: Price | null;
  /** There is a price that could not be read: it is null, and not nothing. */
  readonly isPriceUnreadable?: true | undefined;
  readonly createdAt: number | null;
  readonly metrics: Metrics | null;
  /** Why there never are any, where the provider's API has them for others of its servers. */
  readonly lacksMetrics?: string | undefined;
  /** What the provider's API offers for such a resource, whatever its state now. */
  readonly actions: readonly ServerAction[];
};
