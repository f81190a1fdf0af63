import type { App } from '../../src/model/app.ts';
import type { Billing } from '../../src/model/billing.ts';
import type { FleetEvent, ListName, ProviderIdentity, Traffic } from '../../src/model/fleet-event.ts';
import type { Problem } from '../../src/model/problem.ts';
import type { Server } from '../../src/model/server.ts';

/** A provider that is asked for everything. */
export const testIdentity = (name: string, given: Partial<ProviderIdentity> = {}): ProviderIdentity => ({
  name,
  type: 'sparrowhost',
  account: `sparrowhost of ${name}`,
  title: 'SparrowHost',
  lacks: {},
  lists: ['servers', 'apps', 'billing'] satisfies ListName[],
  ...given,
});

export const testBilling = (given: Partial<Billing> = {}): Billing => ({
  provider: 'sparrow',
  providerType: 'sparrowhost',
  balance: null,
  monthlyCost: null,
  runwayDays: null,
  autoFunding: null,
  account: null,
  transactions: [],
  usage: [],
  ...given,
});

export const testTraffic = (given: Partial<Traffic> = {}): Traffic => ({
  requests: 1,
  latencyMs: 20,
  lastSuccessAt: 0,
  rateLimit: { limit: 60, remaining: 59, resetAt: null },
  windows: [{ length: 'minute', limit: 60, used: 1, resetAt: null }],
  freshness: null,
  ...given,
});

export const serversListed = (
  provider: string,
  servers: readonly Server[],
  at = 0,
  problems: readonly Problem[] = [],
): FleetEvent => ({ type: 'servers-listed', provider, at, servers, problems });

export const appsListed = (
  provider: string,
  apps: readonly App[],
  at = 0,
  problems: readonly Problem[] = [],
): FleetEvent => ({ type: 'apps-listed', provider, at, apps, problems });

export const billingRead = (billing: Billing, at = 0, problems: readonly Problem[] = []): FleetEvent => ({
  type: 'billing-read',
  provider: billing.provider,
  at,
  billing,
  problems,
});

export const pollFailed = (provider: string, list: ListName, failure: Problem, at = 0): FleetEvent => ({
  type: 'poll-failed',
  provider,
  list,
  at,
  problem: failure,
});
