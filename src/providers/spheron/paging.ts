import { isJsonObject } from '../../model/json.ts';
import { problem } from '../../model/problem.ts';
import { fail, type Result, succeed } from '../../model/result.ts';
import { type Page, pageSize } from './client.ts';

/** More than any organization has; a reply that never ends is a fault. */
const mostPages = 200;

/**
 * The rows of all pages, as they came. Asks until a page is not full, or brings nothing new (the vendor documents
 * neither the largest page nor the order). A page that fails fails the whole: half a list would look like a loss.
 */
export async function readAllPages(
  provider: string,
  what: string,
  keys: readonly string[],
  ask: (page: Page) => Promise<Result<unknown>>,
): Promise<Result<readonly unknown[]>> {
  const rows: unknown[] = [];
  const seen = new Set<unknown>();
  for (let page = 0; page < mostPages; page += 1) {
    const body = await ask({ skip: page * pageSize, limit: pageSize });
    if (!body.ok) return body;
    const found = rowsIn(body.value, keys);
    if (found === null)
      return fail(problem('protocol', `answered ${what} in a shape we don't know: no list`, { provider }));
    const fresh = found.filter((row) => !seen.has(idIn(row)));
    rows.push(...fresh);
    for (const row of fresh) if (idIn(row) !== undefined) seen.add(idIn(row));
    if (found.length < pageSize || fresh.length === 0) return succeed(rows);
  }
  return fail(problem('protocol', `answered ${what} without an end`, { provider }));
}

/** The list in a reply: bare, or under one of the names. */
export const rowsIn = (body: unknown, keys: readonly string[]): readonly unknown[] | null => {
  if (Array.isArray(body)) return body;
  if (!isJsonObject(body)) return null;
  const rows: unknown = keys.map((key) => body[key]).find(Array.isArray);
  return Array.isArray(rows) ? rows : null;
};

const idIn = (row: unknown): unknown => (isJsonObject(row) ? row['_id'] : undefined);
