import type { JsonObject } from '../../model/json.ts';
import { mapResult, type Result, succeed } from '../../model/result.ts';
import { showableDetails } from '../hide-credentials.ts';
import { readRows, readShape } from '../lenient.ts';
import type { BillingReading, Checked } from '../provider.ts';
import { gatherRelated } from '../related.ts';
import { toBilling, toTransaction } from './adapter.ts';
import type { HostwaresClient } from './client.ts';
import { hostwaresCredits, hostwaresTransaction } from './schema.ts';

/** The cheapest call that wants the key. A key has no scopes to tell of: each may do everything. */
export async function check(
  client: HostwaresClient,
  provider: string,
  signal: AbortSignal,
): Promise<Result<Checked>> {
  return mapResult(await readCredits(client, provider, signal), ({ balance }) => ({
    account: null,
    notes: [
      ...(balance === null ? [] : [`AI credits: ${balance}`]),
      'the key has full rights on the account: Hostwares has no scopes',
    ],
    warnings: [],
  }));
}

/** The balance of AI credits; the history beside it, which is a problem of its own where it cannot be read. */
export async function readBilling(
  client: HostwaresClient,
  provider: string,
  signal: AbortSignal,
): Promise<Result<BillingReading>> {
  const [credits, history] = await Promise.all([
    readCredits(client, provider, signal),
    client.getTransactions(signal),
  ]);
  if (!credits.ok) return credits;
  let row = 0;
  const transactions = history.ok
    ? readRows(hostwaresTransaction, history.value, 'the transactions', provider, (raw) => {
        row += 1;
        return toTransaction(raw, row);
      })
    : history;
  const { items, problems } = transactions.ok
    ? transactions.value
    : { items: [], problems: [transactions.problem] };
  return succeed({ billing: toBilling(provider, credits.value.balance, items), problems });
}

/** The credits, and the packages of them on sale; a part that fails says so in its place. */
export async function readAccount(client: HostwaresClient, signal: AbortSignal): Promise<Result<JsonObject>> {
  const reads = { credits: client.getCredits(signal), packages: client.getPackages(signal) };
  const account = await gatherRelated(reads);
  const [credits, packages] = await Promise.all([reads.credits, reads.packages]);
  return credits.ok || packages.ok ? succeed(showableDetails(account)) : credits;
}

const readCredits = async (client: HostwaresClient, provider: string, signal: AbortSignal) => {
  const body = await client.getCredits(signal);
  return body.ok ? readShape(hostwaresCredits, body.value, 'the credits', provider) : body;
};
