import type { App } from '../../model/app.ts';
import type { AccountIdentity } from '../../model/billing.ts';
import { type Money, sumMoney } from '../../model/money.ts';
import { referenceOf } from '../../model/reference.ts';
import type { Server } from '../../model/server.ts';
import { appStatusOf, serverStatusOf } from '../../model/status.ts';
import { withoutCredentials } from '../hide-credentials.ts';
import type { DomainEntry } from '../provider.ts';
import type { SparrowAccount, SparrowApp, SparrowServer } from './schema.ts';

/** "All monetary values are in Indian Rupees" (vendor docs). */
const currency = 'INR';

/** The list and the single server have the same fields. */
export const toServer = (provider: string, raw: SparrowServer): Server => ({
  ref: referenceOf(provider, raw.id),
  provider,
  providerType: 'sparrowhost',
  id: raw.id,
  name: raw.name ?? raw.id,
  status: serverStatusOf(raw.status ?? ''),
  providerStatus: raw.status ?? '',
  ipv4: raw.ipv4,
  ipv6: raw.ipv6,
  region: raw.region,
  plan: raw.plan,
  os: raw.os,
  cpuCores: raw.cpuCores,
  memoryMb: raw.ramMb,
  diskGb: raw.diskGb,
  bandwidthGb: raw.bandwidthGb,
  price:
    raw.monthlyPrice.amount === null ? null : { amount: raw.monthlyPrice.amount, currency, per: 'month' },
  ...(raw.monthlyPrice.isUnreadable ? { isPriceUnreadable: true as const } : {}),
  createdAt: raw.createdAt,
  metrics: null,
  actions: ['start', 'stop', 'shutdown', 'reboot', 'rename', 'delete'],
});

/** In a list `repository` is null and `domains` has the primary one only: the API says no more there. */
export const toApp = (provider: string, raw: SparrowApp): App => ({
  ref: referenceOf(provider, raw.id),
  provider,
  providerType: 'sparrowhost',
  id: raw.id,
  name: raw.name ?? raw.id,
  kind: 'app',
  status: appStatusOf(raw.status ?? ''),
  providerStatus: raw.status ?? '',
  framework: raw.framework,
  repository: raw.repoUrl === null ? null : withoutCredentials(raw.repoUrl),
  branch: raw.branch,
  domains: [...new Set([raw.primaryDomain, ...(raw.customDomains ?? [])])].filter((host) => host !== null),
  server: null,
  lastDeployedAt: raw.lastDeployedAt,
  createdAt: raw.createdAt,
  actions: ['start', 'stop', 'deploy', 'redeploy', 'rollback', 'env', 'domain', 'delete'],
});

/** The app's own domains. How their checks and certificates stand is told once, when one is added. */
export const toDomains = (raw: SparrowApp): readonly DomainEntry[] =>
  (raw.customDomains ?? [])
    .filter((host) => host !== null)
    .map((host) => ({ host, isVerified: null, certificate: null }));

export const toIdentity = (raw: SparrowAccount): AccountIdentity => ({
  id: raw.id,
  name: raw.name,
  email: raw.email,
  status: null,
});

export const toBalance = (raw: SparrowAccount): Money | null =>
  raw.balance.amount === null ? null : { amount: raw.balance.amount, currency: raw.currency ?? currency };

/** What the servers cost a month; null when the price of one is not known. Apps have no price in the API. */
export function monthlyCostOf(servers: readonly Server[]): Money | null {
  if (servers.length === 0) return { amount: '0.00', currency };
  const prices = servers.map(({ price }) => price).filter((price) => price !== null);
  return prices.length === servers.length ? sumMoney(prices.map(toMoney)) : null;
}

const toMoney = ({ amount, currency }: Money): Money => ({ amount, currency });
