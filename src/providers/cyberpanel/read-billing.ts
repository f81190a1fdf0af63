import type { z } from 'zod';
import type { AccountIdentity, AutoFunding, Transaction } from '../../model/billing.ts';
import type { Money } from '../../model/money.ts';
import { fail, type Result, succeed } from '../../model/result.ts';
import { readDataAs } from '../envelope.ts';
import { readRows } from '../lenient.ts';
import type { BillingReading, Listing } from '../provider.ts';
import { runwayDays } from '../runway-days.ts';
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
  const inBilling = billing.ok ? billing.value.balance : null;
  const balance = toMoney(inBilling ?? (account.ok ? account.value.balance : null));
  const monthlyCost = toMoney(summary.ok ? summary.value.total_monthly_cost : null);
  return succeed({
    billing: {
      provider,
      providerType: 'cyberpanel',
      balance,
      monthlyCost,
      runwayDays: runwayDays(balance, monthlyCost),
      autoFunding: billing.ok ? toAutoFunding(billing.value.auto_funding) : null,
      account: account.ok ? toIdentity(account.value) : null,
      transactions: ledger.items,
      usage: [],
    },
    problems: [
      ...[billing, account, summary].flatMap((part) => (part.ok ? [] : [part.problem])),
      ...ledger.problems,
    ],
  });
}

const noLedger: Listing<Transaction> = { items: [], problems: [] };

/** Named "recent_invoices", but its rows are ledger lines, most of them hourly charges. */
function toLedger(rows: unknown, provider: string): Listing<Transaction> {
  const listing = readRows(schema.ledgerLine, rows ?? [], 'the ledger', provider, toTransaction);
  return listing.ok ? listing.value : { items: [], problems: [listing.problem] };
}

const toMoney = (amount: string | null): Money | null => (amount === null ? null : { amount, currency });

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
