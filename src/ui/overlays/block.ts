import type { InnerLine } from '../components/spans.ts';

/** A piece of a page: one line, or a table that is drawn whole. */
export type Block =
  | { readonly type: 'line'; readonly line: InnerLine }
  | { readonly type: 'table'; readonly rows: readonly TableRow[]; readonly indent: number };

export type TableRow = { readonly [column: string]: string };

/** A table has a rule above each row, the titles and their rule, and a rule below. */
const heightOf = (block: Block): number => (block.type === 'line' ? 1 : 2 * block.rows.length + 3);

/** What is read in each line of a page. A table's rules are lines without a text. */
export const textsOf = (blocks: readonly Block[]): readonly string[] =>
  blocks.flatMap((block) => {
    if (block.type === 'line') return [block.line.spans.map(([text]) => text).join('')];
    const titles = Object.keys(block.rows[0] ?? {}).join(' ');
    return ['', titles, ...block.rows.flatMap((row) => ['', Object.values(row).join(' ')]), ''];
  });

export const totalHeight = (blocks: readonly Block[]): number =>
  blocks.reduce((sum, block) => sum + heightOf(block), 0);

/** The blocks of which something stands in the window, and how many lines of the first stand above it. */
export function blocksInWindow(
  blocks: readonly Block[],
  top: number,
  height: number,
): { readonly blocks: readonly Block[]; readonly hiddenAbove: number } {
  const shown: Block[] = [];
  let hiddenAbove = 0;
  let y = 0;
  for (const block of blocks) {
    const end = y + heightOf(block);
    if (end > top && y < top + height) {
      if (shown.length === 0) hiddenAbove = top - y;
      shown.push(block);
    }
    y = end;
  }
  return { blocks: shown, hiddenAbove };
}
