import { expect, test } from 'vitest';
import { serversListed, testIdentity } from '../support/fleet.ts';
import { testServer } from '../support/resources.ts';
import { openScreen } from '../support/screen.ts';

const open = async (columns = 80) => {
  const screen = await openScreen({
    columns,
    rows: 30,
    providers: [testIdentity('sparrow')],
    events: [serversListed('sparrow', [testServer({ id: '1' })])],
  });
  await screen.waitFor(/1 Servers/);
  return screen;
};

const down = (times: number) => 'j'.repeat(times);

test.each([
  { page: 'the keys', open: '?', move: 'G', under: /▸ G End/ },
  { page: 'the palette', open: ':', move: '\u001b[6~', under: /: Palette (?!1-)\d.*▸/s },
  { page: 'the columns', open: '=', move: down(12), under: /▸ \[.\] sessions/ },
  { page: 'the actions', open: 'a', move: 'G', under: /▸ .*Create/ },
  { page: 'the settings', open: ',', move: down(9), under: /▸ Columns/ },
])('a terminal made smaller keeps the cursor of $page on the screen', async ({ open: key, move, under }) => {
  const screen = await open();
  screen.press(key);
  await screen.waitFor(/▸/);
  screen.press(move);
  const before = (await screen.waitFor(under)).split('\n').find((line) => line.includes('▸'));
  screen.resize(80, 15);
  const text = await screen.waitFor(
    (shown) => shown.split('\n')[14]?.includes('Esc') === true || /: ▏/.test(shown),
  );
  expect(text.split('\n').filter((line) => line.includes('▸'))).toEqual([before]);
});

test('a page that was scrolled to its end shows as much as there is room for when the terminal grows', async () => {
  const screen = await open();
  screen.resize(80, 15);
  screen.press('?');
  await screen.waitFor(/\? Keys 1-/);
  screen.press('G');
  await screen.waitFor(/▸ G End/);
  screen.resize(80, 30);
  await screen.waitFor(({ length }) => length > 0 && screen.lines().length === 30);
  await screen.waitFor(/Keys 79-103\/103|Keys \d+-(\d+)\/\1 /);
  expect(screen.lines().at(-2)).toMatch(/^╰/);
  expect(screen.lines().at(-3)).toMatch(/▸ G End/);
});

test('a wide terminal shows what each key does, whole', async () => {
  const screen = await open(120);
  screen.press('?');
  const text = await screen.waitFor(/\? Keys/);
  expect(text).toContain('Settings: theme, layout, columns, mouse, alerts; saved in the configuration');
  expect(text).toContain('Only the lines found, or all with those marked  ');
  expect(text).not.toContain('…');
});
