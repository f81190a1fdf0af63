import type { z } from 'zod';
import type { AccountIdentity, AutoFunding, Transaction } from '../../model/billing.ts';
import type { Money } from '../../model/money.ts';
import { fail, type Result, succeed } from '../../model/result.ts';
import { readDataAs } from '../envelope.ts';
import { type MaybeAmount, readRows } from '../lenient.ts';
import type { BillingReading, Listing } from '../provider.ts';
import { runwayDays } from '../runway-days.ts';
import { unreadableProblems } from '../unreadable-problems.ts';
import { wantingScope } from '../wants-scope.ts';
import { currency, toTransaction } from './adapter.ts';
import type { CyberPanelClient } from './client.ts';
import * as schema from './schema.ts';

/**
 * Balance and ledger (`billing:read`), whose account (`account:read`) and the month's cost (`vps:read`): what a
 * scope withholds is a problem beside the rest. Fails only when nothing could be read.
 */
export async function readBilling(
  client: CyberPanelClient,
  provider: string,
  signal: AbortSignal,
): Promise<Result<BillingReading>> {
  const replies = await Promise.all([client.billing(signal), client.account(signal), client.summary(signal)]);
  const billingReply = wantingScope(replies[0], 'billing:read');
  const accountReply = wantingScope(replies[1], 'account:read');
  const summaryReply = wantingScope(replies[2], 'vps:read');
  const billing = readDataAs(schema.billing, billingReply, 'the billing', provider);
  const account = readDataAs(schema.account, accountReply, 'the account', provider);
  const summary = readDataAs(schema.summary, summaryReply, 'the summary', provider);
  if (!billing.ok && !account.ok && !summary.ok) return fail(billing.problem);

  const ledger = billing.ok ? toLedger(billing.value.recent_invoices, provider) : noLedger;
  const balances = [billing, account].flatMap((part) => (part.ok ? [part.value.balance] : []));
  const balance = toMoney(balances);
  const costs = summary.ok ? [summary.value.total_monthly_cost] : [];
  const monthlyCost = toMoney(costs);
  const unreadable = [
    ...(isUnreadable(balances) ? (['balance'] as const) : []),
    ...(isUnreadable(costs) ? (['monthlyCost'] as const) : []),
  ];
  return succeed({
    billing: {
      provider,
      providerType: 'cyberpanel',
      balance,
      monthlyCost,
      ...(unreadable.length === 0 ? {} : { unreadable }),
      runwayDays: runwayDays(balance, monthlyCost),
      autoFunding: billing.ok ? toAutoFunding(billing.value.auto_funding) : null,
      account: account.ok ? toIdentity(account.value) : null,
      transactions: ledger.items,
      usage: [],
    },
    problems: [
      ...[billing, account, summary].flatMap((part) => (part.ok ? [] : [part.problem])),
      ...ledger.problems,
      ...unreadableProblems(unreadable, provider),
    ],
  });
}

const noLedger: Listing<Transaction> = { items: [], problems: [] };

/** Named "recent_invoices", but its rows are ledger lines, most of them hourly charges. */
function toLedger(rows: unknown, provider: string): Listing<Transaction> {
  const listing = readRows(schema.ledgerLine, rows ?? [], 'the ledger', provider, toTransaction);
  return listing.ok ? listing.value : { items: [], problems: [listing.problem] };
}

/** The first that can be read. */
function toMoney(amounts: readonly MaybeAmount[]): Money | null {
  const amount = amounts.find((candidate) => candidate.amount !== null)?.amount ?? null;
  return amount === null ? null : { amount, currency };
}

const isUnreadable = (amounts: readonly MaybeAmount[]): boolean =>
  toMoney(amounts) === null && amounts.some((candidate) => candidate.isUnreadable);

const toAutoFunding = (raw: z.infer<typeof schema.billing>['auto_funding']): AutoFunding | null =>
  raw == null || raw.enabled === null
    ? null
    : { enabled: raw.enabled, threshold: raw.threshold, amount: raw.amount };

const toIdentity = (raw: z.infer<typeof schema.account>): AccountIdentity => ({
  id: raw.id ?? null,
  name: raw.full_name,
  email: raw.email,
  status: raw.status,
});
