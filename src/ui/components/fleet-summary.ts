import { formatMoney } from '../../format/money.ts';
import { type StatusTone, statusTone } from '../../format/status.ts';
import { type Money, sumMoney } from '../../model/money.ts';
import type { AppStatus, ServerStatus } from '../../model/status.ts';
import type { FleetState } from '../../store/fleet-state.ts';
import type { Span } from '../theme/style.ts';

/** `42 servers, 1 bad, 2 off · 24 apps · ₹17,850.00 + $62.00 a month` */
export function summarySpans({
  servers,
  apps,
  billing,
}: Pick<FleetState, 'servers' | 'apps' | 'billing'>): readonly Span[] {
  const costs = costByCurrency(
    [...billing.values()].flatMap(({ monthlyCost }) => (monthlyCost === null ? [] : [monthlyCost])),
  );
  return [
    ...countSpans(servers, 'server'),
    [' · ', 'muted'],
    ...countSpans(apps, 'app'),
    [costs === '' ? '' : ` · ${costs} a month`, 'muted'],
  ];
}

const shownTones: readonly (readonly [StatusTone, string])[] = [
  ['bad', 'in trouble'],
  ['busy', 'changing'],
  ['off', 'off'],
];

type Resources = ReadonlyMap<string, { readonly status: ServerStatus | AppStatus }>;

/** A fleet is counted once, however often it is drawn. */
const counted = new WeakMap<Resources, ReadonlyMap<StatusTone, number>>();

function countsOf(resources: Resources): ReadonlyMap<StatusTone, number> {
  const known = counted.get(resources);
  if (known !== undefined) return known;
  const counts = new Map<StatusTone, number>();
  for (const { status } of resources.values())
    counts.set(statusTone(status), (counts.get(statusTone(status)) ?? 0) + 1);
  counted.set(resources, counts);
  return counts;
}

function countSpans(resources: Resources, noun: string): readonly Span[] {
  const counts = countsOf(resources);
  return [
    [`${resources.size} ${noun}${resources.size === 1 ? '' : 's'}`, 'text'],
    ...shownTones.flatMap(([tone, word]): Span[] => {
      const count = counts.get(tone);
      return count === undefined ? [] : [[`, ${count} ${word}`, `status.${tone}`]];
    }),
  ];
}

/** Currencies side by side: amounts of different ones are never added. */
function costByCurrency(costs: readonly Money[]): string {
  const currencies = [...new Set(costs.map(({ currency }) => currency))];
  return currencies
    .map((currency) => formatMoney(sumMoney(costs.filter((cost) => cost.currency === currency))))
    .join(' + ');
}
