import { billingColumns } from '../../listing/billing-columns.ts';
import { mapResult } from '../../model/result.ts';
import { billingJson } from '../json/billing-json.ts';
import type { ListOptions } from '../list-options.ts';
import { openSession } from '../open-session.ts';
import { printSnapshotJson } from '../print-snapshot.ts';
import { printTable } from '../print-table.ts';
import { sayProblems } from '../say-problems.ts';
import { takeSnapshot } from '../snapshot.ts';
import type { Run } from '../verb.ts';
import { repeat } from '../watch.ts';

export const runBilling: Run<Pick<ListOptions, 'watch'>> = async (context, options) => {
  const session = await openSession(context);
  const isWatching = options.watch === true;
  return repeat(context, session, isWatching, async () => {
    const snapshot = await takeSnapshot(session.providers, ({ provider }) => {
      const reading = provider.readBilling?.(context.world.signal);
      if (reading === undefined) return null;
      return reading.then((result) =>
        mapResult(result, ({ billing, problems }) => ({ items: [billing], problems })),
      );
    });
    if (context.options.json === true)
      printSnapshotJson(context, snapshot.problems, { billing: snapshot.items.map(billingJson) }, isWatching);
    else await printTable(context, snapshot.items, billingColumns, 'no billing');
    sayProblems(context, snapshot.problems);
    return snapshot.code;
  });
};
