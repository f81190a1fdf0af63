import type { FieldChoice, FieldChoices, FieldSource, FieldSpec } from '../model/action.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../model/json.ts';
import { plainText } from '../model/text.ts';

/** What an account lists for the fields of a form that take a part of it. */
export const choicesFrom = (account: JsonObject, fields: readonly FieldSpec[]): FieldChoices =>
  Object.fromEntries(
    fields.flatMap(({ name, source }) => {
      if (!isAccountList(source)) return [];
      const rows = account[source.list];
      const choices = (Array.isArray(rows) ? rows : [])
        .filter(isJsonObject)
        .flatMap((row) => choiceOf(row, source.key) ?? []);
      return choices.length === 0 ? [] : [[name, choices]];
    }),
  );

/** Whether the account has to be read for a field. */
export const isAccountList = (source: FieldSource | undefined): source is AccountList =>
  typeof source === 'object';

type AccountList = Extract<FieldSource, { list: string }>;

function choiceOf(row: JsonObject, key: string): FieldChoice | null {
  const value = scalarText(row[key]);
  if (value === null) return null;
  const price = scalarText(row['monthly_price']);
  const monthlyPrice = price !== null && /^\d+(\.\d+)?$/.test(price) ? price : null;
  const parts = [
    scalarText(row['name']),
    monthlyPrice === null ? null : `${monthlyPrice} a month`,
    // Where a vendor says what it asks for: "needs a $20 minimum balance".
    scalarText(row['description']),
    row['is_available'] === false ? 'not available now' : null,
  ];
  const label = parts.filter((part) => part !== null && part !== '').join(' · ');
  return { value: plainText(value), label: plainText(label), monthlyPrice };
}

const scalarText = (value: JsonValue | undefined): string | null =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : null;
