import { Table } from '@alcalzone/ink-table';
import { renderToString } from 'ink';
import { createElement } from 'react';
import { cut, fitTo } from '../../format/fit.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { InnerLine } from '../components/framed.ts';

const indent = '  ';
const labelWidth = 22;
/** More rows of one list than this are counted, not shown. */
const maxRows = 60;

/** A provider's own fields as an indented outline; lists of like objects as tables. */
export const detailsLines = (details: JsonObject, width: number): readonly InnerLine[] =>
  Object.entries(details).flatMap(([key, value]) => entryLines(key, value, 0, width));

function entryLines(key: string, value: JsonValue, depth: number, width: number): readonly InnerLine[] {
  const margin = ` ${indent.repeat(depth)}`;
  if (isJsonObject(value) && Object.keys(value).length > 0)
    return [
      { spans: [[`${margin}${key}`, 'column']] },
      ...Object.entries(value).flatMap(([name, item]) => entryLines(name, item, depth + 1, width)),
    ];
  if (Array.isArray(value) && value.length > 0 && value.every(isJsonObject))
    return [{ spans: [[`${margin}${key}`, 'column']] }, ...tableOf(value, margin + indent, width)];
  return [
    {
      spans: [
        [`${margin}${fitTo(key, Math.max(8, labelWidth - depth * indent.length))} `, 'muted'],
        [scalarText(value), 'text'],
      ],
    },
  ];
}

function tableOf(rows: readonly JsonObject[], margin: string, width: number): readonly InnerLine[] {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const room = Math.max(6, Math.floor((width - margin.length) / Math.max(1, names.length)) - 3);
  const data = rows
    .slice(0, maxRows)
    .map((row) => Object.fromEntries(names.map((name) => [name, cut(scalarText(row[name] ?? null), room)])));
  const drawn = renderToString(createElement(Table<Record<string, string>>, { data }), { columns: width });
  const more = rows.length > maxRows ? [`… and ${rows.length - maxRows} more`] : [];
  return [...drawn.split('\n'), ...more].map((line) => ({ spans: [[`${margin}${line}`, 'text']] }));
}

function scalarText(value: JsonValue): string {
  if (value === null) return '–';
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) return value.join(', ') || '–';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
