import { priceText } from '../listing/server-columns.ts';
import { isJsonObject, type JsonValue, jsonWord } from '../model/json.ts';
import { plainText } from '../model/text.ts';
import type { Context } from './context.ts';
import { appJson } from './json/app-json.ts';
import { serverJson } from './json/server-json.ts';
import type { Shown } from './read-target.ts';

/** The documented fields, aligned, then the provider's own, indented. */
export function printResource(context: Context, shown: Shown): void {
  const fields =
    shown.kind === 'server'
      ? { ...serverJson(shown.resource), price: priceText(shown.resource) }
      : appJson(shown.resource);
  const details = detailLines(shown.details, 1);
  context.print([
    ...aligned(Object.entries(fields).map(([key, value]) => [key, fieldText(value)])),
    ...(details.length === 0 ? [] : ['details', ...details]),
  ]);
}

const aligned = (rows: readonly (readonly [string, string])[]): readonly string[] => {
  const width = widest(rows.map(([key]) => key));
  return rows.map(([key, text]) => `${key.padEnd(width)}  ${text}`);
};

const widest = (texts: readonly string[]): number =>
  texts.reduce((most, { length }) => Math.max(most, length), 0);

const fieldText = (value: unknown): string => {
  if (value === null || value === '') return '–';
  if (Array.isArray(value)) return value.length === 0 ? '–' : plainText(value.join(' '));
  if (typeof value !== 'object') return plainText(String(value));
  const known = Object.entries(value).filter(([, item]) => item !== null);
  return plainText(known.map(([key, item]) => `${key} ${jsonWord(item)}`).join(', '));
};

function detailLines(value: JsonValue, depth: number): readonly string[] {
  const indent = '  '.repeat(depth);
  const entries = Array.isArray(value)
    ? value.map((item): [string, JsonValue] => ['-', item])
    : isJsonObject(value)
      ? Object.entries(value)
      : [];
  const width = widest(entries.filter(([, item]) => !isNested(item)).map(([key]) => plainText(key)));
  return entries.flatMap(([key, item]) =>
    isNested(item)
      ? [`${indent}${plainText(key)}`, ...detailLines(item, depth + 1)]
      : [`${indent}${plainText(key).padEnd(width)}  ${leafText(item)}`],
  );
}

const isNested = (value: JsonValue): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length > 0;

const leafText = (value: JsonValue): string => {
  if (value === null) return '–';
  return plainText(typeof value === 'object' ? JSON.stringify(value) : String(value));
};
