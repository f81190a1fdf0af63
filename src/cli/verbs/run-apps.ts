import { statusTone } from '../../format/status.ts';
import { appColumns } from '../../listing/app-columns.ts';
import { appFields } from '../../listing/fields.ts';
import type { App } from '../../model/app.ts';
import { readArrangement } from '../arrange.ts';
import { appJson } from '../json/app-json.ts';
import type { ListOptions } from '../list-options.ts';
import { openSession } from '../open-session.ts';
import { printSnapshotJson } from '../print-snapshot.ts';
import { printTable } from '../print-table.ts';
import { sayProblems } from '../say-problems.ts';
import { takeSnapshot } from '../snapshot.ts';
import type { Run } from '../verb.ts';
import { repeat } from '../watch.ts';

export const runApps: Run<ListOptions> = async (context, options) => {
  const { world } = context;
  const arrangement = readArrangement(options, appFields);
  const session = await openSession(context);
  const isWatching = options.watch === true;
  return repeat(context, session, isWatching, async () => {
    const snapshot = await takeSnapshot(
      session.providers,
      ({ provider }) => provider.listApps?.(world.signal) ?? null,
    );
    const rows = arrangement.arrange(snapshot.items, world.clock.now());
    if (context.options.json === true)
      printSnapshotJson(context, snapshot.problems, { apps: rows.map(appJson) }, isWatching);
    else await printTable(context, rows, tableColumns, 'no apps');
    sayProblems(context, snapshot.problems);
    return snapshot.code;
  });
};

const tableColumns = appColumns.map((column) =>
  column.id === 'status' ? { ...column, tone: (app: App) => statusTone(app.status) } : column,
);
