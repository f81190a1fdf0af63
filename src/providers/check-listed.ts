import { isJsonObject, type JsonValue } from '../model/json.ts';
import { plainText } from '../model/text.ts';

/** A field that names a row of a list. */
export type ListedField = {
  readonly name: string;
  /** As it would be sent; undefined where it was not given. */
  readonly value: JsonValue | undefined;
  /** Null where the list could not be read: then the API decides. */
  readonly rows: JsonValue | null;
  /** The part of a row that the field takes. */
  readonly key: string;
};

/** More values than this are not told. */
const mostTold = 12;

/** What is wrong with fields that name what is in no list, in one sentence that repeats no value of theirs; null: nothing. */
export function whyNotListed(fields: readonly ListedField[]): string | null {
  const faults = fields.flatMap(({ name, value, rows, key }) => {
    const known = valuesOf(rows, key);
    if (value === undefined || known === null || known.includes(String(value))) return [];
    const told = known.slice(0, mostTold).join(', ');
    return [`${name} is none that there is: it takes ${told}${known.length > mostTold ? ', …' : ''}`];
  });
  return faults.length === 0 ? null : faults.join('; ');
}

/** What a list allows; null where it has nothing that could be told from nothing known. */
function valuesOf(rows: JsonValue | null, key: string): readonly string[] | null {
  if (!Array.isArray(rows)) return null;
  const values = rows.flatMap((row: JsonValue) => {
    const value = isJsonObject(row) ? row[key] : undefined;
    return typeof value === 'string' || typeof value === 'number' ? [plainText(String(value))] : [];
  });
  return values.length === 0 ? null : values;
}
