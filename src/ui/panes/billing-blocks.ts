import type { AccountReport } from '../../billing/account-report.ts';
import type { Keymap } from '../../commands/command.ts';
import { formatAge, formatSpan } from '../../format/age.ts';
import { formatDateTime } from '../../format/date.ts';
import { fitTo } from '../../format/fit.ts';
import { formatMoney, formatRounded, unreadableMoney } from '../../format/money.ts';
import { gaugeBar } from '../../format/sparkline.ts';
import { bandText, burnText, fundingText, runwayText } from '../../listing/billing-columns.ts';
import { type Column, frame } from '../../listing/column.ts';
import { usageText } from '../../listing/usage-words.ts';
import type { Arrangement } from '../../store/arrangement.ts';
import type { InnerLine } from '../components/spans.ts';
import { type Box, textHeight } from '../layout.ts';
import type { Span, Token } from '../theme/style.ts';
import { verdictToken } from '../tokens.ts';

/** Lines of one account's block. */
export const blockHeight = 3;

/** Lines wanted below the accounts before each may have more than one. */
const roomBelow = 12;

/** Whether there is room for a block each, and nobody wants a table of chosen columns. */
export const hasAccountBlocks = (
  box: Box,
  count: number,
  { columns }: Pick<Arrangement, 'columns'>,
): boolean => columns === null && count * blockHeight + roomBelow <= textHeight(box);

/** A bar is full from this many days on. */
const fullBarDays = 30;

/** The runway as a bar; empty where it does not end, or that is not known. */
const runwayBar = ({ runway }: AccountReport, width: number): string =>
  runway.days === null ? ' '.repeat(width) : gaugeBar((runway.days / fullBarDays) * 100, width);

const barWidth = 5;

/** The columns as they are shown, with the bar beside the runway. */
export const withBar = (columns: readonly Column<AccountReport>[]): readonly Column<AccountReport>[] =>
  columns.flatMap((column) => (column.id === 'runway' ? [column, bar] : [column]));

const bar: Column<AccountReport> = {
  ...frame('bar', [5, barWidth, barWidth], 'left', ''),
  text: (report) => runwayBar(report, barWidth),
  sortValue: () => null,
};

export const accountToken = (columnId: string, { verdict }: AccountReport): Token => {
  if (columnId === 'runway' || columnId === 'bar') return verdictToken(verdict);
  return columnId === 'provider' || columnId === 'balance' ? 'text' : 'muted';
};

/** One account in three lines: what is left and how fast it goes, how long that lasts, what it costs. */
export function accountBlock(
  report: AccountReport,
  keymap: Keymap,
  width: number,
  now: number,
  cursor: { readonly isOn: boolean; readonly isFocused: boolean },
): readonly InnerLine[] {
  const { billing, runway, verdict } = report;
  const under = cursor.isOn
    ? { under: cursor.isFocused ? ('selection' as const) : ('selection.unfocused' as const) }
    : {};
  const token = verdictToken(verdict);
  const ends =
    runway.endsAt === null ? '' : `  (${bandText(report)})  ends ${formatDateTime(runway.endsAt)} UTC`;
  return [
    {
      spans: [
        [cursor.isOn ? '▸' : ' ', cursor.isFocused ? 'accent' : 'muted'],
        [fitTo(billing.provider, 18), 'title'],
        [` ${fitTo(balanceText(report, keymap), 22)}`, 'text'],
        [` ${spendingText(report, now)}`, 'muted'],
      ],
      ...under,
    },
    {
      spans:
        runway.days === null
          ? [[`   ${billing.usage.slice(0, mostUsages).map(usageText).join(' · ')}`, 'muted']]
          : [
              ['   ', 'text'],
              [runwayBar(report, Math.max(10, Math.min(40, Math.floor(width / 3)))), token],
              [` ${runwayText(report)}`, token],
              [ends, 'muted'],
            ],
    },
    { spans: [['   ', 'text'], ...fundingSpans(report, now), [costText(report), 'muted']] },
  ];
}

/** Allowances told in an account's block; all of them stand below. */
const mostUsages = 3;

function balanceText({ billing: { balance, unreadable } }: AccountReport, { press }: Keymap): string {
  if (balance !== null) return `${formatMoney(balance)} left`;
  return unreadable?.includes('balance') === true
    ? `${unreadableMoney} unreadable: ${press('details', 'return')}`
    : 'no balance in its API';
}

/** `₹565.80 a day, by its ledger of 3d` */
function spendingText(report: AccountReport, now: number): string {
  const { burn, billing } = report;
  if (burn === null) return billing.usage.length > 0 ? 'usage against its plan' : 'spending not known yet';
  if (burn.perDay.lte(0)) return 'no spending seen';
  const how = {
    ledger: `by its ledger of ${formatAge(burn.since, now)}`,
    samples: `by own readings of ${formatAge(burn.since, now)}`,
    price: 'by the prices',
  };
  return `${burnText(report)} a day, ${how[burn.source]}`;
}

function fundingSpans({ billing, refillsAt, verdict }: AccountReport, now: number): readonly Span[] {
  const text = fundingText(billing.autoFunding);
  if (text === null) return [];
  const next = refillsAt === null ? '' : `, next in ${formatSpan(refillsAt - now)}`;
  return [[`auto-funding ${text}${next} · `, verdict === 'refilled' ? 'status.good' : 'muted']];
}

const unreadableCost = ({ unreadable }: AccountReport['billing']): readonly string[] =>
  unreadable?.includes('monthlyCost') === true ? [`${unreadableMoney} a month`] : [];

function costText({ billing, monthlyCost, hourlyCost, stopped, notes }: AccountReport): string {
  const parts = [
    ...(monthlyCost === null ? unreadableCost(billing) : [`${formatMoney(monthlyCost)} a month`]),
    ...(hourlyCost === null ? [] : [`${formatRounded(hourlyCost)} an hour`]),
    ...(stopped.servers === 0
      ? []
      : [`${stopped.servers} off, but billed: ${formatMoney(stopped.monthly)} a month`]),
    ...notes,
  ];
  return parts.join(' · ');
}
