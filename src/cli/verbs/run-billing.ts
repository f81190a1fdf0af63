import { type AccountReport, reportAccount } from '../../billing/account-report.ts';
import { fleetCosts, joinCosts } from '../../billing/fleet-costs.ts';
import { type FleetReport, reportFleet } from '../../billing/fleet-report.ts';
import type { RunwayVerdict } from '../../billing/runway.ts';
import type { StatusTone } from '../../format/status.ts';
import { billingColumns } from '../../listing/billing-columns.ts';
import { accountFields } from '../../listing/fields.ts';
import { readArrangement } from '../arrange.ts';
import { groupColumns, sectionsOf } from '../billing/billing-lines.ts';
import type { CsvTable } from '../billing/csv-columns.ts';
import { readAccounts } from '../billing/read-accounts.ts';
import type { Context } from '../context.ts';
import { billingJson, fleetJson } from '../json/billing-json.ts';
import type { ListOptions } from '../list-options.ts';
import { openSession } from '../open-session.ts';
import { printSnapshotJson } from '../print-snapshot.ts';
import { printTable } from '../print-table.ts';
import { sayProblems } from '../say-problems.ts';
import type { TableColumn } from '../table.ts';
import { UsageError } from '../usage-error.ts';
import type { Run } from '../verb.ts';
import { repeat } from '../watch.ts';

export type BillingOptions = ListOptions & {
  readonly details: boolean;
  readonly csv?: CsvTable;
};

export const runBilling: Run<BillingOptions> = async (context, options) => {
  const { csv } = options;
  const isJson = context.options.json === true;
  if (csv !== undefined && (isJson || options.watch === true))
    throw new UsageError(`--csv and ${isJson ? '--json' : '--watch'} exclude each other`);
  const { clock, signal, stdout } = context.world;
  const arrangement = readArrangement(options, accountFields);
  const session = await openSession(context);
  const isWatching = options.watch === true;
  return repeat(context, session, isWatching, async () => {
    const read = await readAccounts(session.providers, { hasDetails: options.details, clock, signal });
    const { rates, thresholds } = session.config;
    const samples = new Map(
      read.billing.map(({ billing, readAt }) => [
        billing.provider,
        session.state.balances.add(billing, readAt),
      ]),
    );
    const { byProvider } = fleetCosts(read.servers);
    const all = read.billing.map(({ billing, readAt }) =>
      reportAccount({
        billing,
        readAt,
        samples: samples.get(billing.provider) ?? [],
        costs: byProvider.get(billing.provider)?.servers ?? [],
        thresholdDays: thresholds.runwayDays,
      }),
    );
    const accounts = arrangement.arrange(all, clock.now());
    const wanted = new Set(accounts.map(({ billing }) => billing.provider));
    // Of a provider without billing there is nothing that a filter could match.
    const isWanted = (name: string) => arrangement.terms.length === 0 || wanted.has(name);
    const costs = joinCosts(new Map([...byProvider].filter(([name]) => isWanted(name))));
    const report = reportFleet({ accounts, costs, rates });
    if (isJson)
      printSnapshotJson(
        context,
        read.problems,
        { billing: report.accounts.map(billingJson), ...fleetJson(report) },
        isWatching,
      );
    else if (csv === undefined) await printReport(context, report);
    else stdout.write((await import('../billing/csv.ts')).billingCsv(report, csv));
    sayProblems(context, read.problems);
    return read.code;
  });
};

async function printReport(context: Context, report: FleetReport): Promise<void> {
  await printTable(context, report.accounts, tableColumns, 'no billing');
  for (const section of sectionsOf(report)) {
    if (section.type === 'lines') {
      if (section.lines.length > 0) context.print(['', ...section.lines]);
    } else if (section.rows.length > 0) {
      context.print(['']);
      await printTable(context, section.rows, groupColumns(section.title), '');
    }
  }
}

const tones: Readonly<Record<RunwayVerdict, StatusTone>> = {
  ended: 'bad',
  short: 'bad',
  refilled: 'good',
  enough: 'good',
  idle: 'off',
  unknown: 'off',
};

const tableColumns: readonly TableColumn<AccountReport>[] = billingColumns.map((column) =>
  column.id === 'runway' ? { ...column, tone: ({ verdict }: AccountReport) => tones[verdict] } : column,
);
