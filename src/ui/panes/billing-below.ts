import { formatAge } from '../../format/age.ts';
import { fitTo } from '../../format/fit.ts';
import { formatBytes } from '../../format/size.ts';
import { gaugeBar } from '../../format/sparkline.ts';
import { signedAmount } from '../../listing/billing-columns.ts';
import type { Billing, UsageLimit } from '../../model/billing.ts';
import type { InnerLine } from '../components/framed.ts';
import { loadToken } from '../tokens.ts';

/** What goes on at one provider, below the table: use of the plan's allowances, then the newest movements. */
export const belowLines = (billing: Billing, width: number, now: number): readonly InnerLine[] => [
  ...block(
    `PLAN AT ${billing.provider}`,
    billing.usage.flatMap((usage) => usageLine(usage, width)),
  ),
  ...block(`RECENTLY AT ${billing.provider}`, movementLines(billing, width, now)),
];

const block = (title: string, lines: readonly InnerLine[]): readonly InnerLine[] =>
  lines.length === 0 ? [] : [{ spans: [] }, { spans: [[` ${title}`, 'column']] }, ...lines];

const nameWidth = 24;
const figureWidth = 16;

function usageLine({ name, used, limit, unit }: UsageLimit, width: number): readonly InnerLine[] {
  if (limit === null || limit <= 0) return [];
  const percent = (used / limit) * 100;
  const figure = (value: number) => (unit === 'bytes' ? formatBytes(value) : String(value));
  return [
    {
      spans: [
        [` ${fitTo(name, nameWidth)} `, 'muted'],
        [gaugeBar(percent, Math.max(4, width - nameWidth - figureWidth - 4)), loadToken(percent)],
        [fitTo(` ${figure(used)}/${figure(limit)}`, figureWidth, 'right'), 'muted'],
      ],
    },
  ];
}

const movementLines = ({ transactions }: Billing, width: number, now: number): readonly InnerLine[] =>
  transactions.map((transaction) => {
    const { at, description, type } = transaction;
    return {
      spans: [
        [` ${fitTo(formatAge(at, now), 5, 'right')} ${fitTo(description, Math.max(8, width - 22))}`, 'muted'],
        [fitTo(signedAmount(transaction), 14, 'right'), type === 'debit' ? 'text' : 'status.good'],
      ],
    };
  });
