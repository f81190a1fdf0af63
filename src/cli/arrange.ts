import type { Field } from '../listing/fields.ts';
import { parseFilter, type Term } from '../listing/filter.ts';
import { parseSort } from '../listing/sort.ts';
import type { ListOptions } from './list-options.ts';
import { UsageError } from './usage-error.ts';

export type Arrangement<Row> = {
  readonly terms: readonly Term<Row>[];
  /** What the filter lets through, in the order asked for. */
  readonly arrange: (rows: readonly Row[], now: number) => readonly Row[];
};

/** `--filter` and `--sort`; throws a {@link UsageError} for one that makes no sense, before anyone is asked. */
export function readArrangement<Row extends object>(
  options: ListOptions,
  fields: readonly Field<Row>[],
): Arrangement<Row> {
  const filter = parseFilter(options.filter ?? '', fields);
  if (!filter.ok) throw new UsageError(`--filter: ${filter.problem.message}`);
  const sort = options.sort === undefined ? null : parseSort(options.sort, fields);
  if (sort !== null && !sort.ok) throw new UsageError(`--sort: ${sort.problem.message}`);
  const terms = filter.value;
  return {
    terms,
    arrange: (rows, now) => {
      const matching =
        terms.length === 0 ? rows : rows.filter((row) => terms.every((term) => term.matches(row, now)));
      return sort === null ? matching : sort.value(matching);
    },
  };
}
