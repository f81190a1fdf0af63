import { formatMoney } from '../../format/money.ts';
import { statusTone } from '../../format/status.ts';
import type { Money } from '../../model/money.ts';
import type { AppStatus, ServerStatus } from '../../model/status.ts';
import type { FleetState, ProviderEntry } from '../../store/fleet-state.ts';
import type { Problems } from '../../store/problems.ts';
import type { Span } from '../theme/style.ts';

type Summary = Pick<FleetState, 'providers' | 'servers' | 'apps'> & {
  readonly problems: Problems;
  readonly monthly: readonly Money[];
  /** The one provider that is shown; null: all. */
  readonly scope: string | null;
};

/**
 * `42 servers, 1 in trouble, 2 off · 24 apps · ₹17,850.00 + $62.00 a month`; currencies side by side, never added. `16+`
 * where a provider's list was never read, `–` where none was.
 */
export function summarySpans({
  providers,
  servers,
  apps,
  problems,
  monthly,
  scope,
}: Summary): readonly Span[] {
  if (providers.size === 0) return [];
  const costs = monthly.map(formatMoney).join(' + ');
  const entries = [...providers.values()].filter(({ name }) => scope === null || name === scope);
  return [
    ...countSpans(countsOf(servers, problems.servers, scope), 'server', isWhole(entries, 'servers')),
    [' · ', 'muted'],
    ...countSpans(countsOf(apps, problems.apps, scope), 'app', isWhole(entries, 'apps')),
    [costs === '' ? '' : ` · ${costs} a month`, 'muted'],
  ];
}

/** Whether every provider that has such a list has told it. */
const isWhole = (entries: readonly ProviderEntry[], list: 'servers' | 'apps'): boolean =>
  entries.every(({ lists }) => lists[list]?.readAt !== null);

type Resources = ReadonlyMap<
  string,
  { readonly provider: string; readonly status: ServerStatus | AppStatus }
>;

type Counts = {
  readonly total: number;
  /** Each resource is counted in one of these: of what is in trouble, the status does not matter. */
  readonly inTrouble: number;
  readonly changing: number;
  readonly off: number;
};

type Counted = {
  readonly scope: string | null;
  readonly problems: ReadonlySet<string>;
  readonly counts: Counts;
};

/** A fleet is counted once, however often it is drawn: as it is now, in the newest scope. */
const counted = new WeakMap<Resources, Counted>();

function countsOf(resources: Resources, problems: ReadonlySet<string>, scope: string | null): Counts {
  const known = counted.get(resources);
  if (known !== undefined && known.scope === scope && known.problems === problems) return known.counts;
  const counts = { total: 0, inTrouble: 0, changing: 0, off: 0 };
  for (const [ref, { provider, status }] of resources) {
    if (scope !== null && provider !== scope) continue;
    const tone = statusTone(status);
    counts.total += 1;
    if (problems.has(ref)) counts.inTrouble += 1;
    else if (tone === 'busy') counts.changing += 1;
    else if (tone === 'off') counts.off += 1;
  }
  counted.set(resources, { scope, problems, counts });
  return counts;
}

const countSpans = (
  { total, inTrouble, changing, off }: Counts,
  noun: string,
  isAll: boolean,
): readonly Span[] => [
  [
    isAll ? `${total} ${noun}${total === 1 ? '' : 's'}` : `${total === 0 ? '–' : `${total}+`} ${noun}s`,
    'text',
  ],
  [inTrouble === 0 ? '' : `, ${inTrouble} in trouble`, 'status.bad'],
  [changing === 0 ? '' : `, ${changing} changing`, 'status.busy'],
  [off === 0 ? '' : `, ${off} off`, 'status.off'],
];
