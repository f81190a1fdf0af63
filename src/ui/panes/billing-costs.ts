import type { FleetReport } from '../../billing/fleet-report.ts';
import { type CostGroup, percentOf } from '../../billing/server-cost.ts';
import { fitTo } from '../../format/fit.ts';
import { formatMoney } from '../../format/money.ts';
import { gaugeBar } from '../../format/sparkline.ts';
import { fitSpans, type InnerLine } from '../components/spans.ts';
import type { Span } from '../theme/style.ts';

/** Groups shown of each kind; the rest is counted. */
const mostGroups = 6;
/** From this width on the three kinds stand side by side. */
const wideFrom = 108;

/** What servers cost a month by provider, region and plan, as bars. */
export function costLines({ costs: { groups } }: FleetReport, width: number): readonly InnerLine[] {
  const kinds: readonly (readonly [title: string, groups: readonly CostGroup[]])[] = [
    ['BY PROVIDER', groups.provider],
    ['BY REGION', groups.region],
    ['BY PLAN', groups.plan],
  ];
  if (groups.provider.length === 0) return [];
  if (width < wideFrom) return kinds.flatMap(([title, found]) => linesOf(title, found, width));
  const column = Math.floor(width / kinds.length);
  const columns = kinds.map(([title, found]) => linesOf(title, found, column));
  return Array.from({ length: Math.max(...columns.map((lines) => lines.length)) }, (_, row) => ({
    spans: columns.flatMap((lines) => fitSpans(lines[row]?.spans ?? [], column)),
  }));
}

const moneyWidth = 14;

function linesOf(title: string, groups: readonly CostGroup[], width: number): readonly InnerLine[] {
  const name = Math.min(24, Math.max(10, Math.floor(width * 0.35)));
  const bar = Math.max(4, Math.min(30, width - name - moneyWidth - 8));
  const more = groups.length - mostGroups;
  return [
    { spans: [] },
    { spans: [[` A MONTH ${title}`, 'column']] },
    ...groups
      .slice(0, mostGroups)
      .map((group): InnerLine => ({ spans: groupSpans(group, groups, name, bar) })),
    ...(more > 0 ? [{ spans: [[` and ${more} more`, 'muted'] satisfies Span] }] : []),
  ];
}

const groupSpans = (
  group: CostGroup,
  among: readonly CostGroup[],
  name: number,
  bar: number,
): readonly Span[] => [
  [` ${fitTo(group.name, name)} `, 'text'],
  [gaugeBar(percentOf(group, among), bar), 'load.low'],
  [fitTo(formatMoney(group.monthly), moneyWidth, 'right'), 'text'],
  [` ${fitTo(String(group.servers), 3, 'right')}`, 'muted'],
];
