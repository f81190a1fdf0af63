import { type Problem, problem } from '../../model/problem.ts';
import { mapResult, type Result } from '../../model/result.ts';
import type { Server } from '../../model/server.ts';
import { readShape } from '../lenient.ts';
import type { BillingReading, Listing } from '../provider.ts';
import { runwayDays } from '../runway-days.ts';
import { monthlyCostOf, toBalance, toIdentity } from './adapter.ts';
import { sparrowAccount } from './schema.ts';

/**
 * The account's balance, and what the servers cost a month. Servers that could not be read leave the cost unknown:
 * a sum that lacks some would look like the real one.
 */
export function toBilling(
  provider: string,
  account: unknown,
  servers: Result<Listing<Server>>,
): Result<BillingReading> {
  return mapResult(readShape(sparrowAccount, account, 'the account', provider), (raw) => {
    const problems: readonly Problem[] = servers.ok ? servers.value.problems : [servers.problem];
    const monthlyCost = servers.ok && problems.length === 0 ? monthlyCostOf(servers.value.items) : null;
    const unpriced = monthlyCost === null && problems.length === 0 ? [noPrice(provider)] : [];
    const balance = toBalance(raw);
    return {
      billing: {
        provider,
        providerType: 'sparrowhost',
        balance,
        monthlyCost,
        runwayDays: runwayDays(balance, monthlyCost),
        autoFunding: null,
        account: toIdentity(raw),
        transactions: [],
        usage: [],
      },
      problems: [...problems, ...unpriced],
    };
  });
}

const noPrice = (provider: string): Problem =>
  problem('protocol', 'a server has no price: the monthly cost is not known', { provider });
