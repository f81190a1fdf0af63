import { appJson } from '../cli/json/app-json.ts';
import { billingJson } from '../cli/json/billing-json.ts';
import { serverJson } from '../cli/json/server-json.ts';
import { sessionJson } from '../cli/json/session-json.ts';
import type { ExportFormat, ShownView } from '../commands/ports.ts';
import { type Table, toCsv, toMarkdown, toText } from '../export/write-rows.ts';
import type { JournalEntry } from '../journal/entry.ts';
import type { ActivityRow } from '../listing/activity-columns.ts';

type World = {
  /** Epoch ms. */
  readonly now: number;
  /** Of the actions that began then or later, epoch ms. */
  readonly entriesSince: (since: number) => Promise<readonly JournalEntry[]>;
};

/** What is shown as the text of a file: JSON in the shapes of the command line, the others with the texts of the columns chosen. */
export async function writeView(view: ShownView, format: ExportFormat, world: World): Promise<string> {
  if (format === 'json') return `${JSON.stringify(await snapshotOf(view, world), null, 2)}\n`;
  const { now } = world;
  switch (view.pane) {
    case 'servers':
      return writeTable({ rows: view.rows, columns: view.columns, now }, format);
    case 'apps':
      return writeTable({ rows: view.rows, columns: view.columns, now }, format);
    case 'billing':
      return writeTable({ rows: view.rows, columns: view.columns, now }, format);
    case 'activity':
      return writeTable({ rows: view.rows, columns: view.columns, now }, format);
    case 'sessions':
      return writeTable({ rows: view.rows, columns: view.columns, now }, format);
  }
}

function writeTable<Row>(table: Table<Row>, format: Exclude<ExportFormat, 'json'>): string {
  switch (format) {
    case 'csv':
      return toCsv(table);
    case 'md':
      return toMarkdown(table);
    case 'txt':
      return toText(table);
  }
}

async function snapshotOf(view: ShownView, { now, entriesSince }: World) {
  const head = { generatedAt: new Date(now).toISOString(), errors: [] };
  switch (view.pane) {
    case 'servers':
      return { ...head, servers: view.rows.map(serverJson) };
    case 'apps':
      return { ...head, apps: view.rows.map(appJson) };
    case 'billing':
      return { ...head, billing: view.rows.map(billingJson) };
    case 'sessions':
      return { ...head, sessions: view.rows.map(sessionJson) };
    case 'activity':
      return { entries: await entriesOf(view.rows, entriesSince) };
  }
}

/** The journal's entries of the actions shown. What is under way has no entry's id yet that it could be known by. */
async function entriesOf(
  rows: readonly ActivityRow[],
  entriesSince: World['entriesSince'],
): Promise<readonly JournalEntry[]> {
  const keyOf = (...parts: readonly string[]) => JSON.stringify(parts);
  const shown = new Set(rows.map(({ target, name, what }) => keyOf(target, name, what)));
  const since = Math.min(...rows.map(({ at }) => at));
  return (await entriesSince(since)).filter(
    ({ at, target, provider, name, action }) =>
      Date.parse(at) >= since && shown.has(keyOf(target ?? provider, name, action)),
  );
}
