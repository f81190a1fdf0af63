import { isJsonObject } from '../../model/json.ts';
import { type Problem, problem } from '../../model/problem.ts';
import { fail, type Result, succeed } from '../../model/result.ts';
import { type Page, pageSize } from './client.ts';

/** More than any organization has; a reply that never ends is a fault. */
const mostPages = 200;

/**
 * The rows of all pages, as they came. Asks until a page is not full, or brings nothing new (the vendor documents
 * neither the largest page nor the order: see {@link mayBeFull}). A page that fails fails the whole: half a list would
 * look like a loss.
 */
export async function readAllPages(
  provider: string,
  what: string,
  keys: readonly string[],
  ask: (page: Page) => Promise<Result<unknown>>,
): Promise<Result<readonly unknown[]>> {
  const rows: unknown[] = [];
  const seen = new Set<unknown>();
  let skip = 0;
  let fullPage: number = pageSize;
  for (let page = 0; page < mostPages; page += 1) {
    const body = await ask({ skip, limit: pageSize });
    // Behind a page that was short it was only to be seen whether there is another.
    if (!body.ok && skip % pageSize !== 0 && isRefusal(body.problem)) return succeed(rows);
    if (!body.ok) return body;
    const found = rowsIn(body.value, keys);
    if (found === null)
      return fail(problem('protocol', `answered ${what} in a shape we don't know: no list`, { provider }));
    const fresh = found.filter((row) => !seen.has(idIn(row)));
    rows.push(...fresh);
    for (const row of fresh) if (idIn(row) !== undefined) seen.add(idIn(row));
    if (page === 0 && mayBeFull(found.length)) fullPage = found.length;
    if (found.length < fullPage || fresh.length === 0) return succeed(rows);
    skip += found.length;
  }
  return fail(problem('protocol', `answered ${what} without an end`, { provider }));
}

/**
 * Reads one list again and again, as {@link readAllPages} does. A row that goes while pages are read moves those behind it
 * forward, and one of them past the page that is asked for next: where a list of several pages lacks a row that it had, it
 * is read once more, and what either reading has is there.
 */
export function createPagedList(
  provider: string,
  what: string,
  keys: readonly string[],
): (ask: (page: Page) => Promise<Result<unknown>>) => Promise<Result<readonly unknown[]>> {
  let known: ReadonlySet<unknown> = new Set();
  return async (ask) => {
    let isPaged = false;
    const first = await readAllPages(provider, what, keys, (page) => {
      isPaged ||= page.skip > 0;
      return ask(page);
    });
    if (!first.ok) return first;
    const ids = idsIn(first.value);
    if (!isPaged || [...known].every((id) => ids.has(id))) {
      known = ids;
      return first;
    }
    const second = await readAllPages(provider, what, keys, ask);
    if (!second.ok) return second;
    known = idsIn(second.value);
    const missed = first.value.filter((row) => !known.has(idIn(row)));
    return succeed([...second.value, ...missed]);
  };
}

/** Whether a server may give no more at once, though it was asked for more: its most is a round number. */
const mayBeFull = (rows: number): boolean => rows > 0 && rows % 5 === 0;

const isRefusal = ({ code }: Problem): boolean => code === 'invalid' || code === 'not-found';

/** The list in a reply: bare, or under one of the names. */
export const rowsIn = (body: unknown, keys: readonly string[]): readonly unknown[] | null => {
  if (Array.isArray(body)) return body;
  if (!isJsonObject(body)) return null;
  const rows: unknown = keys.map((key) => body[key]).find(Array.isArray);
  return Array.isArray(rows) ? rows : null;
};

const idIn = (row: unknown): unknown => (isJsonObject(row) ? row['_id'] : undefined);

const idsIn = (rows: readonly unknown[]): ReadonlySet<unknown> => new Set(rows.map(idIn));
