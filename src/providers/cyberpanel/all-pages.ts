import { type Problem, problem } from '../../model/problem.ts';
import { fail, type Result, succeed } from '../../model/result.ts';

export type Page = {
  readonly rows: readonly unknown[];
  readonly total: number | null;
  readonly hasMore: boolean | null;
};

export type PagedList = {
  readonly readPage: (offset: number) => Promise<Result<Page>>;
  /** Identifies a row, so that pages that bring nothing new are seen. */
  readonly idOf: (row: unknown) => string | null;
  /** Rows asked for; the API may give fewer a page. */
  readonly pageSize: number;
  readonly provider: string;
};

const mostInFlight = 4;
/** No account has this many; a list that does not end is a fault. */
const mostPages = 500;

export type AllPages = {
  /** In the order of their pages, some perhaps twice. */
  readonly rows: readonly unknown[];
  /** Rows that the pages count and do not have: others that moved about between them took their place, or none did. */
  readonly problems: readonly Problem[];
};

/**
 * The rows of all pages. A page that fails fails the whole: a list that is silently
 * shorter looks like servers that are gone. It ends at the total, or where neither the total nor `has_more` says
 * that more follows, or at a page that brings nothing new, whatever was announced. Pages may differ in length. Where
 * fewer rows came than every page counted, that is a problem. Rows that are deleted meanwhile let those behind them
 * move up, past a page that was read already: then all is read again, once.
 */
export async function readAllPages(list: PagedList): Promise<Result<AllPages>> {
  const once = await readPages(list);
  return once.ok && once.value.hasShrunk ? readPages(list) : once;
}

type Reading = AllPages & {
  /** A later page counted fewer rows than the first. */
  readonly hasShrunk: boolean;
};

async function readPages(list: PagedList): Promise<Result<Reading>> {
  const first = await list.readPage(0);
  if (!first.ok) return first;
  const step = first.value.rows.length;
  const total = first.value.total ?? 0;
  if (step === 0)
    return succeed({ rows: [], problems: missingOf(total, total, list.provider), hasShrunk: false });

  const pages = new Map<number, Page>([[0, first.value]]);
  const seen = new Set(first.value.rows.map(list.idOf));
  let failure: Result<never> | null = null;
  let isOver = false;

  const read = async (offset: number) => {
    if (pages.size >= mostPages) {
      failure = fail(problem('protocol', 'answered the VPS list without end', { provider: list.provider }));
      return;
    }
    const page = await list.readPage(offset);
    if (!page.ok) {
      failure ??= page;
      return;
    }
    pages.set(offset, page.value);
    const ids = page.value.rows.map(list.idOf);
    if (!ids.some((id) => id === null || !seen.has(id))) isOver = true;
    for (const id of ids) seen.add(id);
  };

  let next = step;
  const readUntilTotal = async () => {
    while (failure === null && !isOver && next < total) {
      next += step;
      await read(next - step);
    }
  };
  await Promise.all(Array.from({ length: mostInFlight }, readUntilTotal));
  while (failure === null && !isOver) {
    const reached = reachedBy(pages);
    if (reached >= endOf(pages, total) && !moreFollows(lastPage(pages), list.pageSize)) break;
    await read(reached);
  }

  const rows = inOrder(pages).flatMap((page) => page.rows);
  const counted = Math.min(...inOrder(pages).map((page) => page.total ?? 0));
  const nameless = rows.filter((row) => list.idOf(row) === null).length;
  const found = [...seen].filter((id) => id !== null).length + nameless;
  const problems = missingOf(counted - found, counted, list.provider);
  return failure ?? succeed({ rows, problems, hasShrunk: counted < total });
}

const missingOf = (missing: number, total: number, provider: string): readonly Problem[] =>
  missing > 0
    ? [problem('protocol', `${missing} of ${total} are missing from the VPS list`, { provider })]
    : [];

/** A count that is missing leaves the length of the page to go by. */
const moreFollows = (page: Page | undefined, pageSize: number): boolean =>
  page !== undefined && (page.hasMore ?? (page.total === null && page.rows.length >= pageSize));

const byOffset = (pages: ReadonlyMap<number, Page>): readonly (readonly [number, Page])[] =>
  [...pages].sort(([a], [b]) => a - b);

const inOrder = (pages: ReadonlyMap<number, Page>): readonly Page[] =>
  byOffset(pages).map(([, page]) => page);

const lastPage = (pages: ReadonlyMap<number, Page>): Page | undefined => inOrder(pages).at(-1);

/** How far the rows go from the first one without a gap, such as a page leaves that is shorter than was asked for. */
const reachedBy = (pages: ReadonlyMap<number, Page>): number =>
  byOffset(pages).reduce(
    (reached, [offset, { rows }]) => (offset > reached ? reached : Math.max(reached, offset + rows.length)),
    0,
  );

/** How far they go at least. */
const endOf = (pages: ReadonlyMap<number, Page>, total: number): number =>
  Math.max(total, ...byOffset(pages).map(([offset, { rows }]) => offset + rows.length));
