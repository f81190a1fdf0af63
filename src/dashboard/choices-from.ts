import type { FieldChoice, FieldChoices, FieldSpec } from '../model/action.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../model/json.ts';
import { plainText } from '../model/text.ts';

/**
 * What an account lists for the fields of a form, by their names: `plan_id` is the `id` of one of its `plans`,
 * `location_code` the `code` of one of its `locations`.
 */
export const choicesFrom = (account: JsonObject, fields: readonly FieldSpec[]): FieldChoices =>
  Object.fromEntries(
    fields.flatMap(({ name }) => {
      const found = /^(\w+?)_?(id|code)$/i.exec(name);
      const [, stem = '', part = ''] = found ?? [];
      const rows = found === null ? [] : rowsNamed(account, `${stem}s`);
      const choices = rows.flatMap((row) => choiceOf(row, part.toLowerCase()) ?? []);
      return choices.length === 0 ? [] : [[name, choices]];
    }),
  );

function rowsNamed(account: JsonObject, name: string): readonly JsonObject[] {
  const [, rows] =
    Object.entries(account).find(([key]) => key.toLowerCase() === name.replaceAll('_', '').toLowerCase()) ??
    [];
  return Array.isArray(rows) ? rows.filter(isJsonObject) : [];
}

function choiceOf(row: JsonObject, part: string): FieldChoice | null {
  const value = scalarText(row[part]);
  if (value === null) return null;
  const label = scalarText(row['name']) ?? '';
  const price = scalarText(row['monthly_price']);
  const monthlyPrice = price !== null && /^\d+(\.\d+)?$/.test(price) ? price : null;
  const priced = monthlyPrice === null ? label : `${label} · ${monthlyPrice} a month`;
  return { value: plainText(value), label: plainText(priced), monthlyPrice };
}

const scalarText = (value: JsonValue | undefined): string | null =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : null;
