import { stringify } from 'csv-stringify/sync';
import { cells, fitTo } from '../format/fit.ts';
import type { Column } from '../listing/column.ts';

export type Table<Row> = {
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  /** Epoch ms, for ages. */
  readonly now: number;
};

const textsOf = <Row>({ rows, columns, now }: Table<Row>): readonly (readonly string[])[] =>
  rows.map((row) => columns.map((column) => column.text(row, now)));

const titlesOf = <Row>({ columns }: Table<Row>): readonly string[] => columns.map(({ title }) => title);

/**
 * RFC 4180, for programs: an empty field for what is unknown, a status without its symbol, times in ISO 8601 in place
 * of ages. A field that a spreadsheet would take for a formula begins with `'` (OWASP, CSV injection).
 */
export const toCsv = <Row>({ rows, columns, now }: Table<Row>): string =>
  stringify(
    [
      columns.map(({ id, title }) => timeTitles.get(id) ?? title),
      ...rows.map((row) => columns.map((column) => csvField(column, row, now))),
    ],
    { record_delimiter: 'windows', quoted_match: /[\r\n]/, escape_formulas: true },
  );

/** The columns whose figure is a time, which the screen shortens or shows as an age. */
const timeTitles: ReadonlyMap<string, string> = new Map([
  ['age', 'CREATED'],
  ['deployed', 'DEPLOYED'],
  ['read', 'READ'],
  ['since', 'SINCE'],
  ['ends', 'ENDS'],
]);

function csvField<Row>(column: Column<Row>, row: Row, now: number): string {
  const value = column.sortValue(row);
  if (value === null) return '';
  if (typeof value === 'string') return value;
  return timeTitles.has(column.id) ? new Date(value).toISOString() : column.text(row, now);
}

/** Aligned columns, as wide as they need. */
export function toText<Row>(table: Table<Row>): string {
  const lines = [titlesOf(table), ...textsOf(table)];
  const widths = table.columns.map((_, at) => Math.max(...lines.map((line) => cells(line[at] ?? ''))));
  return lines
    .map((line) =>
      line
        .map((text, at) => fitTo(text, widths[at] ?? 0, table.columns[at]?.align))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}

/** A table of GitHub's Markdown. What would be markup in a cell is text. */
export function toMarkdown<Row>(table: Table<Row>): string {
  const rules = table.columns.map(({ align }) => (align === 'right' ? '---:' : '---'));
  return [titlesOf(table), rules, ...textsOf(table).map((texts) => texts.map(asMarkdown))]
    .map((fields) => `| ${fields.join(' | ')} |\n`)
    .join('');
}

const asMarkdown = (text: string): string => text.replaceAll(/[\\|`*_<>[\]]/g, (sign) => `\\${sign}`);
