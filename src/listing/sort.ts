import { problem } from '../model/problem.ts';
import { fail, type Result, succeed } from '../model/result.ts';
import { type Field, findField } from './fields.ts';
import { createOrder } from './order.ts';

export type Sort<Row> = (rows: readonly Row[]) => readonly Row[];

/**
 * Reads `column`, `-column`, `column:asc` or `column:desc`. An unknown column is a `usage` problem that lists the
 * columns.
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
  const order = createOrder(fields);
  return succeed((rows) => order(rows, [{ column: field.id, isDescending }]));
}
