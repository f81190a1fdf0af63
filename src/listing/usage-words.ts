import type { FleetReport } from '../billing/fleet-report.ts';
import { formatMoney } from '../format/money.ts';
import { formatBytes } from '../format/size.ts';
import type { UsageLimit } from '../model/billing.ts';

/** `bandwidth 38 GiB of 93 GiB (41%)` */
export function usageText(usage: UsageLimit): string {
  const { name, used, limit } = usage;
  const percent = limit === null || limit <= 0 ? '' : ` (${Math.round((used / limit) * 100)}%)`;
  const worth = usage.worth === undefined ? '' : `, worth ${formatMoney(usage.worth)}`;
  return `${name} ${usageFigure(usage, used)}${limit === null ? '' : ` of ${usageFigure(usage, limit)}`}${percent}${worth}`;
}

const microPerAkt = 1_000_000;

/** A figure in its unit as people write it. */
export function usageFigure({ unit }: UsageLimit, value: number): string {
  switch (unit) {
    case 'bytes':
      return formatBytes(value);
    case 'seconds':
      return `${Math.round(value / 60)} min`;
    case 'micro-AKT':
      return `${(value / microPerAkt).toFixed(2)} AKT`;
    case 'count':
      return String(value);
  }
}

/** Providers that bill by a plan a server and tell no price: how many servers stand on which plan. */
export function plansOf({ accounts, costs }: FleetReport): readonly string[] {
  const withBilling = new Set(accounts.map(({ billing }) => billing.provider));
  const plans = new Map<string, Map<string, number>>();
  for (const { server, monthly } of costs.servers) {
    if (monthly !== null || withBilling.has(server.provider) || server.plan === null) continue;
    const own = plans.get(server.provider) ?? new Map<string, number>();
    plans.set(server.provider, own.set(server.plan, (own.get(server.plan) ?? 0) + 1));
  }
  return [...plans].map(
    ([provider, counts]) =>
      `${provider}: a plan a server, no balance: ${[...counts].map(([plan, count]) => `${count} × ${plan}`).join(', ')}`,
  );
}
