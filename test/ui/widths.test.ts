import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { serversListed, testIdentity } from '../support/fleet.ts';
import { testServer } from '../support/resources.ts';
import { openScreen } from '../support/screen.ts';

/** Names of scripts that are wide, run the other way, are put together, or are pictures. */
const names = [
  'plain',
  'サーバー一号機',
  '서버',
  'خادم-الويب',
  'שרת-אתר',
  'เซิร์ฟเวอร์-น้ำ',
  'cafe\u0301-zu\u0308rich',
  'ｆｕｌｌｗｉｄｔｈ',
  '🚀-launch',
  'very-long-name-サーバー-that-has-to-be-cut-somewhere',
];

test.each([
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
  { columns: 200, rows: 60 },
])(
  'columns stand below each other in an emulator of $columns×$rows, whatever the names',
  async ({ columns, rows }) => {
    const servers = names.map((name, at) =>
      testServer({ id: `s${at}`, ref: `sparrow/s${at}`, name, region: 'de-1' }),
    );
    const screen = await openScreen({
      columns,
      rows,
      providers: [testIdentity('sparrow')],
      events: [serversListed('sparrow', servers)],
    });
    const text = await screen.waitFor(/plain/);
    const lines = text.split('\n').filter((line) => / sparrow /.test(line) && / running /.test(line));
    expect(lines).toHaveLength(names.length);
    const places = lines.map((line) => stringWidth(line.slice(0, line.indexOf(' sparrow '))));
    expect(new Set(places).size).toBe(1);
    for (const line of lines)
      expect(stringWidth(line.slice(0, line.lastIndexOf('│') + 1))).toBeLessThanOrEqual(columns);
    // The frame closes in the last cell, or the column's neighbour begins right behind it.
    expect(new Set(lines.map((line) => stringWidth(line.slice(0, line.indexOf('│', 1))))).size).toBe(1);
  },
);
