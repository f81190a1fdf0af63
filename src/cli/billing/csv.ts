import { stringify } from 'csv-stringify/sync';
import type { AccountReport } from '../../billing/account-report.ts';
import type { FleetReport } from '../../billing/fleet-report.ts';
import { searchLedger } from '../../billing/search-ledger.ts';
import { hourlyCostOf, type ServerCost } from '../../billing/server-cost.ts';
import type { Transaction } from '../../model/billing.ts';
import { isoTime } from '../json/iso-time.ts';
import { type CsvTable, csvColumns } from './csv-columns.ts';

type Cell = string | number | null;

/** One table as RFC 4180 has it: a line of column names, then a line a row, each ended by CR LF. An unknown cell is empty. */
export const billingCsv = (report: FleetReport, table: CsvTable): string =>
  stringify(
    rowsOf(report, table).map((row) => [...row]),
    {
      header: true,
      columns: [...csvColumns[table]],
      record_delimiter: 'windows',
      // What begins like a formula would be run by a spreadsheet; a negative amount is only a number.
      escape_formulas: true,
      cast: { string: (value) => (decimal.test(value) ? { value, escape_formulas: false } : value) },
    },
  );

const decimal = /^-?\d+(\.\d+)?$/;

function rowsOf(report: FleetReport, table: CsvTable): readonly (readonly Cell[])[] {
  switch (table) {
    case 'accounts':
      return report.accounts.map(accountRow);
    case 'servers':
      return report.costs.servers.map(serverRow);
    case 'ledger':
      return report.accounts.flatMap(({ billing }) =>
        searchLedger(billing.transactions, '').map((row) => ledgerRow(billing.provider, row)),
      );
  }
}

const accountRow = ({ billing, burn, runway, ...rest }: AccountReport): readonly Cell[] => [
  billing.provider,
  billing.providerType,
  billing.balance?.amount ?? null,
  billing.balance?.currency ?? null,
  rest.monthlyCost?.amount ?? null,
  rest.hourlyCost?.amount ?? null,
  rest.monthlyCost?.currency ?? null,
  rest.stopped.monthly?.amount ?? null,
  burn?.perDay.toFixed(6) ?? null,
  burn?.source ?? null,
  runway.days,
  runway.low,
  runway.high,
  isoTime(runway.endsAt),
  rest.verdict,
  billing.autoFunding === null ? null : billing.autoFunding.enabled ? 'on' : 'off',
  billing.autoFunding?.threshold ?? null,
  billing.autoFunding?.amount ?? null,
];

const serverRow = ({ server, monthly, isStoppedBilling }: ServerCost): readonly Cell[] => [
  server.ref,
  server.provider,
  server.name,
  server.status,
  server.region,
  server.plan,
  monthly?.amount ?? null,
  hourlyCostOf(server)?.amount ?? null,
  monthly?.currency ?? null,
  isStoppedBilling ? 'yes' : 'no',
];

const ledgerRow = (provider: string, { id, at, type, ...row }: Transaction): readonly Cell[] => [
  provider,
  id,
  isoTime(at),
  type,
  row.amount,
  row.currency,
  row.description,
];
