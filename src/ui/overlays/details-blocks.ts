import { cells as cellsOf, cut, fitTo } from '../../format/fit.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { Token } from '../theme/style.ts';
import type { Block, TableRow } from './block.ts';
import { wrapped } from './wrapped.ts';

const indentWidth = 2;
const labelWidth = 22;
/** More rows of one list than this are counted, not shown. */
const maxRows = 60;
/** A frame takes two lines a row: with more rows they say too little at once. */
const maxFramedRows = 8;
/** Narrower table cells than this say nothing: such rows are better one below the other. */
const minCellWidth = 6;

/** More of one value nobody reads, and megabytes would be broken into lines anew with every key. */
const mostShown = 20_000;

/** A provider's own fields as an indented outline, long values whole unless they are endless; lists of like objects as tables where there is room. */
export const detailsBlocks = (details: JsonObject, width: number, hasFrames: boolean): readonly Block[] =>
  Object.entries(details).flatMap(([key, value]) => entryBlocks(key, value, 0, { width, hasFrames }));

type Page = { readonly width: number; readonly hasFrames: boolean };

function entryBlocks(key: string, value: JsonValue, depth: number, page: Page): readonly Block[] {
  const margin = 1 + depth * indentWidth;
  const inner = (children: readonly Block[]): readonly Block[] => [heading(key, margin), ...children];
  const nested = (object: JsonObject): readonly Block[] =>
    Object.entries(object).flatMap(([name, item]) => entryBlocks(name, item, depth + 1, page));
  if (isJsonObject(value) && Object.keys(value).length > 0) return inner(nested(value));
  if (isListOfObjects(value)) {
    const table = tableOf(value, margin + indentWidth, page);
    const rest = value.length > maxRows ? [heading(`… and ${value.length - maxRows} more`, margin)] : [];
    return inner([...(table ?? value.slice(0, maxRows).flatMap(nested)), ...rest]);
  }
  const label = `${' '.repeat(margin)}${fitTo(key, Math.max(8, labelWidth - depth * indentWidth))} `;
  const lines = wrapped(bounded(scalarText(value)), Math.max(minCellWidth, page.width - cellsOf(label)));
  return lines.map(
    (text, index): Block => ({
      type: 'line',
      line: {
        spans: [
          [index === 0 ? label : ' '.repeat(cellsOf(label)), 'muted'],
          [text, 'text'],
        ],
      },
    }),
  );
}

const heading = (text: string, margin: number): Block => ({
  type: 'line',
  line: { spans: [[`${' '.repeat(margin)}${text}`, 'column']] },
});

const isListOfObjects = (value: JsonValue): value is readonly JsonObject[] =>
  Array.isArray(value) && value.length > 0 && value.every(isJsonObject);

/** Like objects side by side: framed where they are few, as plain columns where they are many; null without the room. */
function tableOf(
  rows: readonly JsonObject[],
  indent: number,
  { width, hasFrames }: Page,
): readonly Block[] | null {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const borders = 3 * names.length + 1;
  const room = Math.floor((width - indent - borders) / Math.max(1, names.length));
  // Two names that are cut to the same one would be one column.
  if (room < minCellWidth || new Set(names.map((name) => cut(name, room))).size < names.length) return null;
  const cells = rows
    .slice(0, maxRows)
    .map((row) =>
      Object.fromEntries(names.map((name) => [cut(name, room), cut(scalarText(row[name] ?? null), room)])),
    );
  return hasFrames && cells.length <= maxFramedRows
    ? [{ type: 'table', indent, rows: cells }]
    : columnLines(cells, indent);
}

function columnLines(rows: readonly TableRow[], indent: number): readonly Block[] {
  const names = Object.keys(rows[0] ?? {});
  const widths = names.map((name) => Math.max(cellsOf(name), ...rows.map((row) => cellsOf(row[name] ?? ''))));
  const line = (texts: readonly string[], token: Token): Block => ({
    type: 'line',
    line: {
      spans: [
        [' '.repeat(indent) + texts.map((text, index) => fitTo(text, widths[index] ?? 0)).join('  '), token],
      ],
    },
  });
  return [
    line(names, 'column'),
    ...rows.map((row) =>
      line(
        names.map((name) => row[name] ?? ''),
        'text',
      ),
    ),
  ];
}

/** A text, or its beginning and how long it is. */
export const bounded = (text: string): string =>
  text.length > mostShown ? `${text.slice(0, mostShown).toWellFormed()} … (${text.length} characters)` : text;

function scalarText(value: JsonValue): string {
  if (value === null) return '–';
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) return value.join(', ') || '–';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
