import { problem } from '../model/problem.ts';
import { fail, type Result, succeed } from '../model/result.ts';
import { type Field, findField } from './fields.ts';

export type Sort<Row> = (rows: readonly Row[]) => readonly Row[];

/**
 * Reads `column`, `-column`, `column:asc` or `column:desc`. The sort is stable, puts numbers inside names in their
 * order (web-2 before web-10), and unknown values last in either direction. An unknown column is a `usage` problem
 * that lists the columns.
 */
export function parseSort<Row>(text: string, fields: readonly Field<Row>[]): Result<Sort<Row>> {
  const match = /^(-?)(.*?)(?::(asc|desc))?$/i.exec(text.trim());
  const field = findField(fields, match?.[2] ?? '');
  if (field === null)
    return fail(
      problem(
        'usage',
        `there is no column "${match?.[2] ?? text}": ${fields.map(({ id }) => id).join(', ')}`,
      ),
    );
  const isDescending = (match?.[1] === '-') !== (match?.[3]?.toLowerCase() === 'desc');
  return succeed((rows) => sortBy(rows, field.value, isDescending));
}

/** By a column's sort value. */
export function sortBy<Row>(
  rows: readonly Row[],
  sortValue: (row: Row) => string | number | null,
  isDescending: boolean,
): readonly Row[] {
  const direction = isDescending ? -1 : 1;
  const collator = new Intl.Collator('en', { numeric: true });
  return rows
    .map((row) => ({ row, value: sortValue(row) }))
    .sort((a, b) => {
      if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
      if (typeof a.value === 'number' && typeof b.value === 'number') return direction * (a.value - b.value);
      return direction * collator.compare(String(a.value), String(b.value));
    })
    .map(({ row }) => row);
}
