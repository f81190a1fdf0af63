import type { AccountReport } from '../../billing/account-report.ts';
import { searchLedger } from '../../billing/search-ledger.ts';
import { formatDateTime } from '../../format/date.ts';
import { fitTo } from '../../format/fit.ts';
import { gaugeBar } from '../../format/sparkline.ts';
import { signedAmount } from '../../listing/billing-columns.ts';
import { usageFigure } from '../../listing/usage-words.ts';
import type { Transaction, UsageLimit } from '../../model/billing.ts';
import type { InnerLine } from '../components/spans.ts';
import { loadToken } from '../tokens.ts';

export const titleLine = (text: string): InnerLine => ({ spans: [[` ${text}`, 'column']] });

/** Use of the plan's allowances at one provider, below a title; nothing where there are none. */
export function usageLines({ billing }: AccountReport, width: number): readonly InnerLine[] {
  const lines = billing.usage.flatMap((usage) => usageLine(usage, width));
  return lines.length === 0 ? [] : [{ spans: [] }, titleLine(`PLAN AT ${billing.provider}`), ...lines];
}

const nameWidth = 24;
const figureWidth = 24;

function usageLine(usage: UsageLimit, width: number): readonly InnerLine[] {
  const { name, used, limit } = usage;
  if (limit === null || limit <= 0)
    return [{ spans: [[` ${fitTo(name, nameWidth)} ${usageFigure(usage, used)}`, 'muted']] }];
  const percent = (used / limit) * 100;
  return [
    {
      spans: [
        [` ${fitTo(name, nameWidth)} `, 'muted'],
        [
          gaugeBar(percent, Math.max(4, Math.min(40, width - nameWidth - figureWidth - 4))),
          loadToken(percent),
        ],
        [fitTo(` ${usageFigure(usage, used)}/${usageFigure(usage, limit)}`, figureWidth, 'right'), 'muted'],
      ],
    },
  ];
}

/** The ledger's rows that the search lets through, newest first, below a title that counts them. */
export function ledgerLines({ billing }: AccountReport, search: string, width: number): readonly InnerLine[] {
  const { provider, transactions } = billing;
  if (transactions.length === 0) return [];
  const found = searchLedger(transactions, search);
  const count =
    search === '' ? `${found.length}` : `${found.length} of ${transactions.length} with "${search}"`;
  return [
    { spans: [] },
    titleLine(`LEDGER OF ${provider}, ${count}`),
    ...found.map((row) => ledgerLine(row, width)),
  ];
}

function ledgerLine(row: Transaction, width: number): InnerLine {
  const { at, description, type } = row;
  return {
    spans: [
      [` ${fitTo(formatDateTime(at), 16)} `, 'muted'],
      [fitTo(signedAmount(row), 16, 'right'), type === 'debit' ? 'text' : 'status.good'],
      [`  ${fitTo(description, Math.max(8, width - 38))}`, 'muted'],
    ],
  };
}
