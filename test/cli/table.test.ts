import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { type TableColumn, tableLines } from '../../src/cli/table.ts';

type Row = { readonly name: string; readonly price: string; readonly note: string };

const columns: readonly TableColumn<Row>[] = [
  { title: 'NAME', importance: 1, align: 'left', text: (row) => row.name, tone: () => 'good' },
  { title: 'PRICE', importance: 2, align: 'right', text: (row) => row.price },
  { title: 'NOTE', importance: 3, align: 'left', text: (row) => row.note },
];

const rows: readonly Row[] = [
  { name: 'web', price: '₹850.00', note: 'a' },
  { name: '東京サーバー', price: '$1.5', note: '🚀 launch' },
];

const draw = (width: number | undefined, paint = (text: string) => text) =>
  tableLines(rows, columns, { now: 0, paint, columns: width });

test('columns are aligned by cells, wide characters too', async () => {
  expect(await draw(undefined)).toEqual([
    'NAME            PRICE  NOTE',
    'web           ₹850.00  a',
    '東京サーバー     $1.5  🚀 launch',
  ]);
});

test('colour does not move a column', async () => {
  const painted = await draw(undefined, (text) => `\u001b[32m${text}\u001b[0m`);
  expect(painted[0]).toBe('NAME            PRICE  NOTE');
  expect(painted[1]).toBe('\u001b[32mweb\u001b[0m           ₹850.00  a');
});

test('a narrow terminal costs the least important column, then the end of the line', async () => {
  expect(await draw(25)).toEqual(['NAME            PRICE', 'web           ₹850.00', '東京サーバー     $1.5']);
  expect((await draw(13))[2]).toBe('東京サーバー');
  expect((await draw(8))[2]).toBe('東京サ…');
});

test('no line is wider than the terminal, whatever its width', async () => {
  for (let width = 1; width <= 40; width += 1)
    for (const line of await draw(width)) expect(stringWidth(line)).toBeLessThanOrEqual(width);
});
