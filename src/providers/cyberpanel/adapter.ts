import type { z } from 'zod';
import type { Transaction } from '../../model/billing.ts';
import type { Metrics } from '../../model/metrics.ts';
import { absoluteAmount } from '../../model/money.ts';
import { referenceOf } from '../../model/reference.ts';
import type { Server } from '../../model/server.ts';
import { serverStatusOf } from '../../model/status.ts';
import { ipAddresses } from '../ip-addresses.ts';
import { noAmount } from '../lenient.ts';
import type { Snapshot } from '../provider.ts';
import type { LiveStatus, ledgerLine, snapshot, Vps } from './schema.ts';

/** The API names no currency; a template's text speaks of a "$20" balance. */
export const currency = 'USD';

/** What only the detail tells of a VPS, and what hardly ever changes. */
export type VpsFacts = Pick<
  Server,
  'region' | 'plan' | 'cpuCores' | 'memoryMb' | 'diskGb' | 'bandwidthGb' | 'price' | 'isPriceUnreadable'
>;

export const noFacts: VpsFacts = {
  region: null,
  plan: null,
  cpuCores: null,
  memoryMb: null,
  diskGb: null,
  bandwidthGb: null,
  price: null,
};

/** Null for a list row, which has none of them. */
export const toFacts = (raw: Vps): VpsFacts | null =>
  raw.plan == null && raw.location == null && raw.billing == null
    ? null
    : {
        region: raw.location?.code ?? raw.location?.name ?? null,
        plan: raw.plan?.name ?? null,
        cpuCores: raw.plan?.cpu_cores ?? null,
        memoryMb: raw.plan?.ram_mb ?? null,
        diskGb: raw.plan?.disk_gb ?? null,
        bandwidthGb: raw.plan?.bandwidth_gb ?? null,
        ...toPrice(raw),
      };

const toPrice = (raw: Vps): Pick<VpsFacts, 'price' | 'isPriceUnreadable'> => {
  const monthly = raw.plan?.price ?? noAmount;
  const hourly = raw.billing?.hourly_rate ?? noAmount;
  if (monthly.amount !== null) return { price: { amount: monthly.amount, currency, per: 'month' } };
  if (hourly.amount !== null) return { price: { amount: hourly.amount, currency, per: 'hour' } };
  const isUnreadable = monthly.isUnreadable || hourly.isUnreadable;
  return { price: null, ...(isUnreadable ? { isPriceUnreadable: true } : {}) };
};

export const toServer = (raw: Vps, facts: VpsFacts, provider: string): Server => ({
  ref: referenceOf(provider, raw.id),
  provider,
  providerType: 'cyberpanel',
  id: raw.id,
  name: raw.name ?? raw.id,
  // A suspended VPS may still report the state its machine is in.
  status: raw.is_suspended === true ? 'suspended' : serverStatusOf(raw.status ?? ''),
  providerStatus: raw.status ?? '',
  ...ipAddresses(raw.ip_address),
  ...facts,
  os: null,
  createdAt: raw.created_at,
  metrics: null,
  actions: ['start', 'stop', 'reboot', 'snapshot', 'console', 'delete'],
});

/** Null for a machine that is off, whatever figures stand there. Percentages are the provider's own, 0 to 100. */
export const toMetrics = (raw: LiveStatus, observedAt: number): Metrics | null =>
  isOff.has(serverStatusOf(raw.status ?? ''))
    ? null
    : {
        cpuPercent: raw.cpu?.usage_percent ?? null,
        memoryPercent: raw.memory?.usage_percent ?? null,
        memoryUsedBytes: raw.memory?.used_bytes ?? null,
        memoryTotalBytes: raw.memory?.total_bytes ?? null,
        diskReadBytes: raw.disk?.read_bytes ?? null,
        diskWriteBytes: raw.disk?.write_bytes ?? null,
        networkInBytes: raw.network?.in_bytes ?? null,
        networkOutBytes: raw.network?.out_bytes ?? null,
        uptimeSeconds: raw.uptime_seconds,
        source: 'api',
        observedAt,
      };

/** The states in which there is no machine to measure, or none yet. */
export const isOff: ReadonlySet<Server['status']> = new Set([
  'provisioning',
  'stopped',
  'suspended',
  'deleted',
]);

export const toTransaction = (raw: z.infer<typeof ledgerLine>): Transaction => ({
  id: raw.id,
  description: raw.description ?? '',
  amount: absoluteAmount(raw.amount),
  currency,
  type: raw.amount.startsWith('-') || raw.type?.trim().toLowerCase() === 'debit' ? 'debit' : 'credit',
  at: raw.date,
});

export const toSnapshot = (raw: z.infer<typeof snapshot>): Snapshot => ({
  name: raw.name,
  description: raw.description,
  createdAt: raw.created_at,
  includesRam: raw.vmstate,
});
