import { Option } from 'commander';
import { csvColumns, csvTables } from '../billing/csv-columns.ts';
import { addListOptions } from '../list-options.ts';
import type { Verb } from '../verb.ts';

export const billing: Verb = (program, bind) => {
  const command = addListOptions(
    program
      .command('billing')
      .description('balance, cost, runway and transactions of every provider')
      .option('--no-details', 'do not ask for the price of each server where the list lacks it')
      .addOption(
        new Option('--csv [table]', 'print CSV for a spreadsheet').choices([...csvTables]).preset('accounts'),
      )
      .addHelpText('after', helpEnd),
  );
  bind(command, async () => (await import('./run-billing.ts')).runBilling);
};

const helpEnd = `
A filter leaves the accounts that match, and what those come to.

Burn and runway come from the ledger, or from fleetop's own readings of the balance; marked with ~ they are what the
prices add up to. Low and high stand behind the days.

Columns of --csv (money as decimals, times in ISO 8601 UTC, unknown cells empty):
${csvTables.map((table) => `  ${table}: ${csvColumns[table].join(', ')}`).join('\n')}`;
