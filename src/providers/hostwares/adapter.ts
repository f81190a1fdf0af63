import type { App } from '../../model/app.ts';
import type { Billing, Transaction } from '../../model/billing.ts';
import type { JsonObject } from '../../model/json.ts';
import { maskedText } from '../../model/mask.ts';
import { absoluteAmount } from '../../model/money.ts';
import { referenceOf } from '../../model/reference.ts';
import { appStatusOf } from '../../model/status.ts';
import { showableDetails, withoutCredentials } from '../hide-credentials.ts';
import type { HostwaresDatabase, HostwaresSite, HostwaresTransaction } from './schema.ts';

/** AI assistant credits: no money, and not what hosting costs. */
export const currency = 'credits';

export const toSite = (provider: string, raw: HostwaresSite): App => ({
  ...common(provider, raw),
  kind: 'site',
  framework: null,
  repository: raw.repository === null ? null : withoutCredentials(raw.repository),
  branch: raw.branch,
  domains: raw.domain === null ? [] : [raw.domain],
  lastDeployedAt: raw.lastDeployedAt,
  actions: ['start', 'stop', 'reboot', 'deploy', 'env', 'update', 'delete'],
});

/** A database's engine stands where a site has its framework. */
export const toDatabase = (provider: string, raw: HostwaresDatabase): App => ({
  ...common(provider, raw),
  kind: 'database',
  framework: raw.type,
  repository: null,
  branch: null,
  domains: [],
  lastDeployedAt: null,
  actions: ['delete'],
});

const common = (provider: string, raw: Pick<HostwaresSite, 'id' | 'name' | 'status' | 'createdAt'>) => ({
  ref: referenceOf(provider, raw.id),
  provider,
  providerType: 'hostwares',
  id: raw.id,
  name: raw.name ?? raw.id,
  status: appStatusOf(raw.status ?? ''),
  providerStatus: raw.status ?? '',
  server: null,
  createdAt: raw.createdAt,
});

/** A database's address is its way in, credentials included: whatever holds one is masked by its name too. */
export const databaseDetails = (raw: JsonObject): JsonObject => {
  const addresses = Object.entries(raw).map(([key, value]) => [
    key,
    /ur[il]|connection|user/i.test(key) && typeof value === 'string' ? maskedText : value,
  ]);
  return showableDetails(Object.fromEntries(addresses));
};

/** `row` (from 1) names a transaction that has no id. Which way credits went: the sign, else their word for it. */
export const toTransaction = (raw: HostwaresTransaction, row: number): Transaction => {
  const isDebit =
    raw.amount.startsWith('-') || /debit|usage|use|spen[dt]|charge|consum|deduct/i.test(raw.type ?? '');
  return {
    id: raw.id ?? String(row),
    description: raw.description ?? raw.type ?? '',
    amount: absoluteAmount(raw.amount),
    currency,
    type: isDebit ? 'debit' : 'credit',
    at: raw.createdAt,
  };
};

export const toBilling = (
  provider: string,
  balance: string | null,
  transactions: readonly Transaction[],
): Billing => ({
  provider,
  providerType: 'hostwares',
  balance: balance === null ? null : { amount: balance, currency },
  monthlyCost: null,
  runwayDays: null,
  autoFunding: null,
  account: null,
  transactions,
  usage: [],
});
