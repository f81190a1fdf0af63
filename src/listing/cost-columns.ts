import { converted, type Rates, totalOf } from '../billing/rates.ts';
import { costOf, hourlyCostOf, type ServerCost, shareOf, sumByCurrency } from '../billing/server-cost.ts';
import { formatMoney, formatRounded, unreadableMoney } from '../format/money.ts';
import type { Money } from '../model/money.ts';
import type { Server } from '../model/server.ts';
import { type Column, figureColumn, wordColumn } from './column.ts';
import { statusColumn } from './status-column.ts';

/**
 * What each server costs: a month, an hour, and its share of all that servers cost. Shares are of one total where rates
 * allow that; else of what servers cost in the same currency.
 */
export function costColumns(costs: readonly ServerCost[], rates: Rates | null): readonly Column<Server>[] {
  const sums = sumByCurrency(costs.map(({ monthly }) => monthly));
  const total = totalOf(sums, rates);
  const share = (server: Server): number | null => {
    const { monthly } = costOf(server);
    if (monthly === null) return null;
    const worth = rates === null ? null : converted(monthly, rates);
    if (worth !== null && total !== null) return shareOf(worth, total.money);
    return shareOf(monthly, sums.find(({ currency }) => currency === monthly.currency) ?? null);
  };
  return [
    statusColumn([1, 10, 14]),
    wordColumn('name', [2, 14, 34], ({ name }) => name),
    wordColumn('provider', [6, 9, 18], ({ provider }) => provider),
    wordColumn('plan', [8, 14, 24], ({ plan }) => plan),
    wordColumn('region', [9, 10, 14], ({ region }) => region),
    amountColumn('month', [3, 11, 14], (server) => costOf(server).monthly, formatMoney),
    amountColumn('hour', [7, 9, 11], hourlyCostOf, formatRounded),
    figureColumn('share', [4, 6, 6], share, (server) => shareText(share(server))),
    wordColumn('billed', [5, 11, 11], (server) => (costOf(server).isStoppedBilling ? 'off, billed' : '')),
  ];
}

const amountColumn = (
  id: string,
  sizes: Parameters<typeof figureColumn>[1],
  money: (server: Server) => Money | null,
  text: (money: Money | null) => string,
): Column<Server> =>
  figureColumn(
    id,
    sizes,
    (server) => {
      const amount = money(server)?.amount;
      return amount === undefined ? null : Number(amount);
    },
    (server) => (server.isPriceUnreadable === true ? unreadableMoney : text(money(server))),
  );

const shareText = (percent: number | null): string => (percent === null ? '–' : `${percent.toFixed(1)}%`);
