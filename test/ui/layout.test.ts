import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { layoutNames } from '../../src/model/layout-name.ts';
import { plainText } from '../../src/model/text.ts';
import { paneIds } from '../../src/store/view-state.ts';
import { layoutOf, listHeight, smallest, textHeight } from '../../src/ui/layout.ts';
import { colourSequences } from '../support/escapes.ts';
import { appsListed, billingRead, serversListed, testBilling, testIdentity } from '../support/fleet.ts';
import { testApp, testMetrics, testServer } from '../support/resources.ts';
import { openScreen, writtenLines } from '../support/screen.ts';

const arrangements = [...layoutNames.map((layout) => [layout, false] as const), ['auto', true] as const];

describe('the layout', () => {
  test('panes tile the body, at every size, for every pane, zoomed or not', () => {
    const wrong: string[] = [];
    for (let columns = 60; columns <= 300; columns += 1)
      for (let rows = 15; rows <= 100; rows += 1)
        for (const pane of paneIds)
          for (const [layout, isZoomed] of arrangements)
            if (!tiles({ columns, rows, pane, layout, isZoomed, isProbing: true }))
              wrong.push(`${columns}×${rows} ${pane} ${layout} ${isZoomed}`);
    expect(wrong.slice(0, 10)).toEqual([]);
  });

  test('below the smallest size there is none', () => {
    const { columns, rows } = smallest;
    const at = (width: number, height: number) =>
      layoutOf({
        columns: width,
        rows: height,
        pane: 'servers',
        layout: 'auto',
        isZoomed: false,
        isProbing: false,
      }).type;
    expect([at(columns, rows), at(columns - 1, rows), at(columns, rows - 1), at(0, 0)]).toEqual([
      'panes',
      'too-small',
      'too-small',
      'too-small',
    ]);
  });
});

test.each([
  { says: /From (\d+)×(\d+) on/, panes: 5 },
  { says: /from (\d+)×(\d+) on all six/, panes: 6 },
])('docs/dashboard.md says from which size on $panes panes stand together', ({ says, panes }) => {
  const page = readFileSync(new URL('../../docs/dashboard.md', import.meta.url), 'utf8');
  const [, columns, rows] = (says.exec(page) ?? []).map(Number);
  if (columns === undefined || rows === undefined) throw new Error('the page names no such size');
  const panesAt = (width: number, height: number): number => {
    const size = { columns: width, rows: height, pane: 'servers', layout: 'auto' } as const;
    const layout = layoutOf({ ...size, isZoomed: false, isProbing: false });
    return layout.type === 'panes' ? layout.panes.length : 0;
  };
  expect(panesAt(columns, rows)).toBe(panes);
  expect(panesAt(columns - 1, rows)).toBeLessThan(panes);
  expect(panesAt(columns, rows - 1)).toBeLessThan(panes);
});

/** True when the boxes lie inside the body, do not overlap, leave nothing free, and have room for a line each. */
function tiles(size: Parameters<typeof layoutOf>[0]): boolean {
  const { columns, rows, pane, isZoomed, layout } = size;
  const placed = layoutOf(size);
  if (placed.type !== 'panes') return false;
  const { body, panes, hidden } = placed;
  const area = panes.reduce((sum, box) => sum + box.width * box.height, 0);
  const isInside = panes.every(
    (box) =>
      box.x >= body.x &&
      box.y >= body.y &&
      box.x + box.width <= body.x + body.width &&
      box.y + box.height <= body.y + body.height &&
      box.width >= 20 &&
      box.height >= 4 &&
      listHeight(box) <= box.height - 3 &&
      textHeight(box) === box.height - 2,
  );
  const isApart = panes.every((a, index) =>
    panes
      .slice(index + 1)
      .every(
        (b) => a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y,
      ),
  );
  const ids = [...panes.map((box) => box.pane), ...hidden];
  return (
    body.width === columns &&
    body.y + body.height === rows - 1 &&
    isInside &&
    isApart &&
    area === body.width * body.height &&
    panes.some((box) => box.pane === pane) &&
    ((!isZoomed && layout !== 'one') || panes.length === 1) &&
    ids.length === paneIds.length &&
    new Set(ids).size === paneIds.length
  );
}

const name = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 10 }),
      fc.constantFrom(
        'サーバー',
        '数据库',
        '👩‍👩‍👧',
        '🇮🇳',
        '❤️',
        'e\u0301\u0302',
        'عربي',
        'עברית',
        '웹서버',
        '\u001b[31m',
        '\u202e',
        '1️⃣',
        'web-'.repeat(30),
      ),
    ),
    { maxLength: 5 },
  )
  .map((parts) => plainText(parts.join('')));

describe('a frame', () => {
  test('has no line wider than the terminal and no more lines than rows, whatever the names', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 60, max: 300 }),
        fc.integer({ min: 15, max: 100 }),
        fc.array(name, { minLength: 6, maxLength: 6 }),
        fc.constantFrom(...paneIds),
        fc.boolean(),
        async (columns, rows, names, pane, isZoomed) => {
          const [first = '', second = '', third = '', fourth = '', fifth = '', sixth = ''] = names;
          const screen = await openScreen({
            columns,
            rows,
            providers: [testIdentity('sparrow'), testIdentity('cyber')],
            events: [
              serversListed('sparrow', [
                testServer({
                  id: '1',
                  name: first,
                  region: second,
                  os: third,
                  plan: fourth,
                  ipv4: fifth,
                  metrics: testMetrics({ cpuPercent: 5 }),
                }),
                testServer({ id: '2', name: sixth, providerStatus: second, status: 'unknown' }),
              ]),
              appsListed('sparrow', [
                testApp({
                  name: second,
                  framework: first,
                  branch: third,
                  repository: fourth,
                  domains: [fifth],
                }),
              ]),
              billingRead(
                testBilling({
                  balance: { amount: '123456789.00', currency: 'INR' },
                  account: { id: first, name: second, email: third, status: fourth },
                  transactions: [
                    { id: '1', description: fifth, amount: '1.00', currency: 'INR', type: 'debit', at: 0 },
                  ],
                }),
              ),
            ],
            view: { pane, isZoomed, notice: isZoomed ? sixth : null },
          });
          await screen.waitFor(() => screen.raw().includes('fleetop'));
          const lines = writtenLines(screen.raw());
          await screen.close();
          expect(lines.length).toBeLessThanOrEqual(rows);
          for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
          const framed = lines.filter((line) => /^[╭│╰]/.test(line));
          expect(framed.length).toBeGreaterThanOrEqual(rows - 5);
          for (const line of framed) expect(line).toMatch(/[╮│╯]$/);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('shows escape sequences in names as text', async () => {
    const hostile = plainText('\u001b[31mred\u001b]0;title\u0007\u009b2J');
    const open = (shown: string) =>
      openScreen({
        columns: 160,
        rows: 40,
        env: { NO_COLOR: '1' },
        providers: [testIdentity('sparrow')],
        events: [serversListed('sparrow', [testServer({ name: shown })])],
      });
    const screen = await open(hostile);
    await screen.waitFor(/␛\[31mred␛\]0;title␇/);
    expect(colourSequences(screen.raw())).toEqual([]);
    expect(screen.raw()).not.toContain('\u0007');
    expect(screen.raw()).not.toContain('\u009b');
  });

  test('stays in its place on a terminal that counts joined emoji one by one', async () => {
    const family = '👩‍👩‍👧'.repeat(8);
    const screen = await openScreen({
      columns: 100,
      rows: 30,
      providers: [testIdentity('sparrow')],
      events: [
        serversListed('sparrow', [testServer({ name: family }), testServer({ id: '2', name: 'web' })]),
      ],
    });
    await screen.waitFor(() => screen.raw().includes('web'));
    expect(screen.lines()[0]).toMatch(/^ fleetop/);
    expect(screen.lines().at(-1)).toMatch(/quit/);
  });
});
