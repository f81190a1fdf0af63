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
  /** Rows that moved about between the pages took the place of others, which are missing. */
  readonly problems: readonly Problem[];
};

/**
 * The rows of all pages. A page that fails fails the whole: a list that is silently
 * shorter looks like servers that are gone. It ends at the total, or where neither the total nor `has_more` says
 * that more follows, or at a page that brings nothing new, whatever was announced.
 */
export async function readAllPages(list: PagedList): Promise<Result<AllPages>> {
  const first = await list.readPage(0);
  if (!first.ok) return first;
  const step = first.value.rows.length;
  if (step === 0) return succeed({ rows: [], problems: [] });

  const pages = new Map<number, Page>([[0, first.value]]);
  const seen = new Set(first.value.rows.map(list.idOf));
  let failure: Result<never> | null = null;
  let isOver = false;
  let next = step;

  const readNext = async () => {
    if (pages.size >= mostPages) {
      failure = fail(problem('protocol', 'answered the VPS list without end', { provider: list.provider }));
      return;
    }
    const offset = next;
    next += step;
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

  const total = first.value.total ?? 0;
  const readUntilTotal = async () => {
    while (failure === null && !isOver && next < total) await readNext();
  };
  await Promise.all(Array.from({ length: mostInFlight }, readUntilTotal));
  while (failure === null && !isOver && moreFollows(lastPage(pages), list.pageSize)) await readNext();

  const rows = inOrder(pages).flatMap((page) => page.rows);
  const missing = seen.size < rows.length ? total - seen.size : 0;
  return failure ?? succeed({ rows, problems: missing > 0 ? [moved(missing, total, list.provider)] : [] });
}

const moved = (missing: number, total: number, provider: string): Problem =>
  problem('protocol', `the VPS list changed while it was read: ${missing} of ${total} are missing`, {
    provider,
  });

/** A count that is missing leaves the length of the page to go by. */
const moreFollows = (page: Page | undefined, pageSize: number): boolean =>
  page !== undefined && (page.hasMore ?? (page.total === null && page.rows.length >= pageSize));

const inOrder = (pages: ReadonlyMap<number, Page>): readonly Page[] =>
  [...pages].sort(([a], [b]) => a - b).map(([, page]) => page);

const lastPage = (pages: ReadonlyMap<number, Page>): Page | undefined => inOrder(pages).at(-1);
