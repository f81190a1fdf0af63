import { z } from 'zod';
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import { problem } from '../../model/problem.ts';
import { fail, type Result, succeed } from '../../model/result.ts';
import { identifier, readShape } from '../lenient.ts';
import type { EnvEntry } from '../provider.ts';

/** What a site tells of its variables is not documented; a list is looked for such as a change of them sends. */
const siteWithEnv = z.object({ id: identifier, envVariables: z.array(z.unknown()).nullish().catch(null) });

const shownRow = z.object({ key: z.string().min(1), value: z.string().nullish().catch(null) });

const wholeRow = z.object({ key: z.string().min(1), value: z.string() });

/** By name, each as its row: `key`, `value` and whatever else the provider keeps with it, such as that it is secret. */
export type Variables = ReadonlyMap<string, JsonObject>;

/** The variables as the provider gives them, nothing masked. A row without a name is none. */
export function readEnv(site: JsonValue, provider: string): Result<readonly EnvEntry[]> {
  const rows = rowsOf(site, provider);
  if (!rows.ok) return rows;
  if (rows.value === null)
    return fail(problem('unsupported', "Hostwares does not show this site's variables", { provider }));
  const entries = rows.value.flatMap((row) => {
    const { success, data } = shownRow.safeParse(row);
    return success ? [{ name: data.key, value: data.value ?? null }] : [];
  });
  return succeed(entries);
}

/**
 * The variables of a site that was read verbatim, as they can be written back, or null: when it does not show them, or
 * one of them not as it is, or two of one name.
 */
export function readWholeEnv(site: JsonValue, provider: string): Result<Variables | null> {
  const rows = rowsOf(site, provider);
  if (!rows.ok || rows.value === null) return rows.ok ? succeed(null) : rows;
  const variables = new Map<string, JsonObject>();
  for (const row of rows.value) {
    const { success, data } = wholeRow.safeParse(row);
    if (!success || !isJsonObject(row) || isMasked(data.value) || variables.has(data.key))
      return succeed(null);
    variables.set(data.key, row);
  }
  return succeed(variables);
}

/** The rows that have a name, whatever is shown of their values; none where the site does not show them. */
export function readNamedRows(site: JsonValue, provider: string): Variables {
  const rows = rowsOf(site, provider);
  return new Map(rows.ok ? (rows.value ?? []).flatMap(named) : []);
}

function named(row: unknown): [string, JsonObject][] {
  const { success, data } = shownRow.safeParse(row);
  return success && isJsonObject(row) ? [[data.key, row]] : [];
}

const rowsOf = (site: JsonValue, provider: string): Result<readonly unknown[] | null> => {
  const shape = readShape(siteWithEnv, site, 'the site', provider);
  return shape.ok ? succeed(shape.value.envVariables ?? null) : shape;
};

/** `***`, `•••`, `xxxxxxxx`, `<redacted>`, `(encrypted)`: a mask that is written back would be the value from then on. */
const isMasked = (text: string): boolean =>
  /[*•●]{3}/.test(text) ||
  /^x{3,}$/i.test(text.trim()) ||
  /^\W*(redacted|hidden|masked|encrypted|protected|sensitive|secret|filtered)\W*$/i.test(text);
