import Big from 'big.js';
import type { UsageLimit } from '../../model/billing.ts';
import { readShape } from '../lenient.ts';
import type { Parts } from './parts.ts';
import { tokenPrice } from './schema.ts';

/** AKT, as the vendor's price list numbers it. (Vendor SDK, compute mappers: dollars = micro-AKT / 1,000,000 × price.) */
const aktToken = '7431';
const microPerAkt = 1_000_000;

/** Usage in micro-AKT with its worth in dollars at the present price; as it is where the price cannot be read. */
export async function withWorth(
  usage: readonly UsageLimit[],
  { client, provider }: Pick<Parts, 'client' | 'provider'>,
  signal: AbortSignal,
): Promise<readonly UsageLimit[]> {
  if (!usage.some(({ unit }) => unit === 'micro-AKT')) return usage;
  const body = await client.tokenPrice(aktToken, signal);
  const read = body.ok ? readShape(tokenPrice, body.value, 'the price of AKT', provider) : body;
  if (!read.ok || read.value.price.startsWith('-')) return usage;
  const { price } = read.value;
  return usage.map((one) =>
    one.unit === 'micro-AKT'
      ? {
          ...one,
          worth: {
            amount: new Big(one.used).div(microPerAkt).times(price).toFixed(2),
            currency: 'USD',
          },
        }
      : one,
  );
}
