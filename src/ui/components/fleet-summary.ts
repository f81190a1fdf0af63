import { formatMoney } from '../../format/money.ts';
import { type StatusTone, statusTone } from '../../format/status.ts';
import type { Money } from '../../model/money.ts';
import type { AppStatus, ServerStatus } from '../../model/status.ts';
import type { FleetState } from '../../store/fleet-state.ts';
import type { Span } from '../theme/style.ts';

type Summary = Pick<FleetState, 'servers' | 'apps'> & {
  readonly monthly: readonly Money[];
  /** The one provider that is shown; null: all. */
  readonly scope: string | null;
};

/** `42 servers, 1 bad, 2 off · 24 apps · ₹17,850.00 + $62.00 a month`; currencies side by side, never added. */
export function summarySpans({ servers, apps, monthly, scope }: Summary): readonly Span[] {
  const costs = monthly.map(formatMoney).join(' + ');
  return [
    ...countSpans(servers, scope, 'server'),
    [' · ', 'muted'],
    ...countSpans(apps, scope, 'app'),
    [costs === '' ? '' : ` · ${costs} a month`, 'muted'],
  ];
}

const shownTones: readonly (readonly [StatusTone, string])[] = [
  ['bad', 'in trouble'],
  ['busy', 'changing'],
  ['off', 'off'],
];

type Resources = ReadonlyMap<
  string,
  { readonly provider: string; readonly status: ServerStatus | AppStatus }
>;

type Counts = { readonly total: number; readonly byTone: ReadonlyMap<StatusTone, number> };

/** A fleet is counted once, however often it is drawn: as it is now, in the newest scope. */
const counted = new WeakMap<Resources, { readonly scope: string | null; readonly counts: Counts }>();

function countsOf(resources: Resources, scope: string | null): Counts {
  const known = counted.get(resources);
  if (known !== undefined && known.scope === scope) return known.counts;
  const byTone = new Map<StatusTone, number>();
  let total = 0;
  for (const { provider, status } of resources.values()) {
    if (scope !== null && provider !== scope) continue;
    total += 1;
    byTone.set(statusTone(status), (byTone.get(statusTone(status)) ?? 0) + 1);
  }
  const counts = { total, byTone };
  counted.set(resources, { scope, counts });
  return counts;
}

function countSpans(resources: Resources, scope: string | null, noun: string): readonly Span[] {
  const { total, byTone } = countsOf(resources, scope);
  return [
    [`${total} ${noun}${total === 1 ? '' : 's'}`, 'text'],
    ...shownTones.flatMap(([tone, word]): Span[] => {
      const count = byTone.get(tone);
      return count === undefined ? [] : [[`, ${count} ${word}`, `status.${tone}`]];
    }),
  ];
}
