import { createPaint } from './colour.ts';
import type { Context } from './context.ts';
import { type TableColumn, tableLines } from './table.ts';

/** Prints rows for a person; none at all is said on stderr, so that a pipe gets nothing. */
export async function printTable<Row>(
  context: Context,
  rows: readonly Row[],
  columns: readonly TableColumn<Row>[],
  empty: string,
): Promise<void> {
  if (rows.length === 0) {
    context.say(empty);
    return;
  }
  const { clock, stdout } = context.world;
  context.print(
    await tableLines(rows, columns, {
      now: clock.now(),
      paint: createPaint(context),
      columns: stdout.isTerminal ? stdout.columns : undefined,
    }),
  );
}
