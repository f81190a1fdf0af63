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
  const inScope = <T extends { readonly provider: string }>(all: ReadonlyMap<string, T>): readonly T[] =>
    [...all.values()].filter(({ provider }) => scope === null || provider === scope);
  const costs = monthly.map(formatMoney).join(' + ');
  return [
    ...countSpans(inScope(servers), 'server'),
    [' · ', 'muted'],
    ...countSpans(inScope(apps), 'app'),
    [costs === '' ? '' : ` · ${costs} a month`, 'muted'],
  ];
}

const shownTones: readonly (readonly [StatusTone, string])[] = [
  ['bad', 'in trouble'],
  ['busy', 'changing'],
  ['off', 'off'],
];

function countSpans(
  resources: readonly { readonly status: ServerStatus | AppStatus }[],
  noun: string,
): readonly Span[] {
  const counts = new Map<StatusTone, number>();
  for (const { status } of resources)
    counts.set(statusTone(status), (counts.get(statusTone(status)) ?? 0) + 1);
  return [
    [`${resources.length} ${noun}${resources.length === 1 ? '' : 's'}`, 'text'],
    ...shownTones.flatMap(([tone, word]): Span[] => {
      const count = counts.get(tone);
      return count === undefined ? [] : [[`, ${count} ${word}`, `status.${tone}`]];
    }),
  ];
}
