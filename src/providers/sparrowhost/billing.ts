import type { Billing } from '../../model/billing.ts';
import { type Problem, problem } from '../../model/problem.ts';
import { mapResult, type Result, succeed } from '../../model/result.ts';
import type { Server } from '../../model/server.ts';
import { readShape } from '../lenient.ts';
import type { BillingReading, Listing } from '../provider.ts';
import { runwayDays } from '../runway-days.ts';
import { unreadableProblems } from '../unreadable-problems.ts';
import { monthlyCostOf, toBalance, toIdentity } from './adapter.ts';
import { type SparrowAccount, sparrowAccount } from './schema.ts';

/**
 * The account's balance, and what the servers cost a month. Servers that could not be read leave the cost unknown:
 * a sum that lacks some would look like the real one. A key that may not see the account still shows the cost.
 */
export function toBilling(
  provider: string,
  account: Result<unknown>,
  servers: Result<Listing<Server>>,
): Result<BillingReading> {
  const isWithheld = !account.ok && account.problem.code === 'forbidden' && servers.ok;
  if (!account.ok && !isWithheld) return account;
  const read: Result<SparrowAccount | null> = account.ok
    ? readShape(sparrowAccount, account.value, 'the account', provider)
    : succeed(null);
  return mapResult(read, (raw) => {
    const withheld = account.ok ? [] : [account.problem];
    const problems: readonly Problem[] = servers.ok ? servers.value.problems : [servers.problem];
    const monthlyCost = servers.ok && problems.length === 0 ? monthlyCostOf(servers.value.items) : null;
    const unreadable = unreadableOf(raw, servers);
    const unpriced =
      monthlyCost === null && problems.length === 0 && !unreadable.includes('monthlyCost')
        ? [noPrice(provider)]
        : [];
    const balance = raw === null ? null : toBalance(raw);
    return {
      billing: {
        provider,
        providerType: 'sparrowhost',
        balance,
        monthlyCost,
        ...(unreadable.length === 0 ? {} : { unreadable }),
        runwayDays: runwayDays(balance, monthlyCost),
        autoFunding: null,
        account: raw === null ? null : toIdentity(raw),
        transactions: [],
        usage: [],
      },
      problems: [...withheld, ...problems, ...unpriced, ...unreadableProblems(unreadable, provider)],
    };
  });
}

const noPrice = (provider: string): Problem =>
  problem('protocol', 'a server has no price: the monthly cost is not known', { provider });

function unreadableOf(
  raw: SparrowAccount | null,
  servers: Result<Listing<Server>>,
): NonNullable<Billing['unreadable']> {
  const hasPrices = !servers.ok || servers.value.items.every((server) => server.isPriceUnreadable !== true);
  return [
    ...(raw?.balance.isUnreadable === true ? (['balance'] as const) : []),
    ...(hasPrices ? [] : (['monthlyCost'] as const)),
  ];
}
