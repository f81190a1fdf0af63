import { describe, expect, test } from 'vitest';
import type { ViewState } from '../../src/store/view-state.ts';
import { appsListed, serversListed, testIdentity } from '../support/fleet.ts';
import { testApp, testServer } from '../support/resources.ts';
import { openScreen, type TestScreen } from '../support/screen.ts';

const open = (view: Partial<ViewState> = {}): Promise<TestScreen> =>
  openScreen({
    columns: 120,
    rows: 40,
    providers: [testIdentity('sparrow-prod'), testIdentity('cyber')],
    events: [
      serversListed('sparrow-prod', [
        testServer({ provider: 'sparrow-prod', id: '1', name: 'api-1', actions: ['reboot'] }),
        testServer({ provider: 'sparrow-prod', id: '2', name: 'api-2' }),
      ]),
      serversListed('cyber', [testServer({ provider: 'cyber', id: '7', name: 'mail.example.org' })]),
      appsListed('cyber', [testApp({ provider: 'cyber', id: '5', name: 'storefront' })]),
    ],
    view,
  });

const enter = '\r';

/** Types into the palette until the line under its cursor is this one, and chooses it. */
async function choose(screen: TestScreen, typed: string, first: RegExp): Promise<void> {
  screen.press(':');
  await screen.waitFor(/─ : Palette/);
  screen.press(typed);
  await screen.waitFor((text) => text.includes(` : ${typed}▏`) && first.test(text));
  screen.press(enter);
  await screen.waitFor((text) => !/─ : Palette/.test(text));
}

describe('the palette', () => {
  test('runs commands by their letters, with their keys beside them', async () => {
    const screen = await open();
    await choose(screen, 'zoom', /▸ Zoom the pane, or show all again +z/);
    expect(screen.view.getState().isZoomed).toBe(true);
  });

  test('shows why a command cannot be run, and says it again instead of running it', async () => {
    const screen = await open({ pane: 'billing' });
    await choose(screen, 'mark the row', /▸ Mark the row +Space +Only in Servers, Apps, Live +│/);
    await screen.waitFor(/^ Only in Servers, Apps, Live/m);
    expect(screen.view.getState().marks.size).toBe(0);
  });

  test('asks before a verb without a key as before any other', async () => {
    const screen = await open();
    await screen.waitFor(/▸● running +api-1/);
    await choose(screen, 'reboot', /▸ Reboot, restart/);
    await screen.waitFor(/Reboot api-1\?/);
    expect(screen.asked).toEqual([]);
  });

  test.each(['reboot api-1', 'restart api1'])(
    'takes a verb with a name, for that one alone, whatever is marked and looked at: %s',
    async (typed) => {
      const screen = await open({ pane: 'logs', marks: new Set(['sparrow-prod/2', 'cyber/7']) });
      await choose(screen, typed, /▸ (reboot|restart) api-1 +Reboot, restart: running sparrow-prod\/1/);
      await screen.waitFor(/Reboot api-1\?/);
      expect(screen.text()).toMatch(/sparrow-prod\/1/);
      screen.press('\u001b');
      await screen.waitFor(/Cancelled: nothing was sent/);
      expect(screen.asked).toEqual([]);
    },
  );

  test('says why a verb with a name cannot be', async () => {
    const screen = await open();
    await choose(screen, 'reboot mail', /▸ reboot mail.example.org .*SparrowHost has no reboot for servers/);
    await screen.waitFor(/^ SparrowHost has no reboot for servers/m);
    expect(screen.view.getState().overlay).toBe(null);
  });

  test('keeps what is under its cursor when a poll brings what meets the text better', async () => {
    const screen = await open();
    screen.press(':');
    await screen.waitFor(/─ : Palette/);
    screen.press('api');
    await screen.waitFor(/ : api▏/);
    await screen.waitFor(/▸ api-2 +server/);
    screen.emit(serversListed('cyber', [testServer({ provider: 'cyber', id: '8', name: 'api' })]));
    await screen.waitFor(/ {2}api +server.*\n.*▸ api-2 +server/);
    screen.press(enter);
    await screen.waitFor(/▸● running +api-2/);
  });

  test('goes to a row, out of a scope and a filter that hide it', async () => {
    const screen = await open({ scope: 'sparrow-prod' });
    await screen.waitFor(/1 Servers 1\/2/);
    screen.press('/');
    screen.press('api-2');
    screen.press(enter);
    await screen.waitFor(/1\/1 of 2/);
    await choose(screen, 'mail', /▸ mail\.example\.org +server running cyber\/7/);
    await screen.waitFor(/▸● running +mail\.example\.org/);
    await choose(screen, 'storefr', /▸ storefront +app running cyber\/5/);
    expect(screen.view.getState()).toMatchObject({ pane: 'apps', scope: null });
  });

  test('goes to a row that is well while only what is in trouble is shown', async () => {
    const screen = await open({ isProblemsOnly: true });
    await screen.waitFor(/only what is in trouble/);
    await choose(screen, 'mail', /▸ mail.example.org +server running cyber\/7/);
    await screen.waitFor(/▸● running +mail.example.org/);
    expect(screen.text()).toMatch(/^ All rows are shown again: this one is not in trouble/m);
    expect(screen.view.getState()).toMatchObject({ isProblemsOnly: false });
  });

  test.each<{ typed: string; want: Partial<ViewState> }>([
    { typed: 'scope sparrow-prod', want: { scope: 'sparrow-prod' } },
    { typed: 'pane logs', want: { pane: 'logs' } },
    { typed: 'layout one', want: { layout: 'one' } },
  ])('$typed', async ({ typed, want }) => {
    const screen = await open();
    await choose(screen, typed, new RegExp(`▸ ${typed} `));
    expect(screen.view.getState()).toMatchObject(want);
  });

  test('filter takes any text, and says what is wrong with it', async () => {
    const screen = await open();
    await choose(screen, 'filter api', /▸ filter api /);
    await screen.waitFor(/1\/2 of 3 \/api/);
    screen.press(':');
    screen.press('filter cpu>');
    await screen.waitFor(/▸ filter cpu> +cpu> wants a number/);
  });

  test('changes the theme of everything at once', async () => {
    const screen = await open();
    await screen.waitFor(/api-1/);
    const before = screen.raw().length;
    await choose(screen, 'theme daylight', /▸ theme daylight/);
    // The accent of daylight.
    await screen.waitFor(() => screen.raw().slice(before).includes('38;2;0;108;134'));
  });

  test('has what was chosen lately on top', async () => {
    const screen = await open();
    await choose(screen, 'api-2', /▸ api-2/);
    await choose(screen, 'zoom', /▸ Zoom/);
    screen.press(':');
    await screen.waitFor(/▸ Zoom the pane.*\n.* api-2 +server running sparrow-prod\/2/);
  });

  test('Tab completes the verb, then what is under the cursor', async () => {
    const screen = await open();
    screen.press(':');
    screen.press('sco');
    await screen.waitFor(/scope cyber/);
    screen.press('\t');
    await screen.waitFor(/ : scope ▏/);
    screen.press('spa');
    await screen.waitFor(/▸ scope sparrow-prod/);
    screen.press('\t');
    await screen.waitFor(/ : scope sparrow-prod▏/);
    screen.press(enter);
    await screen.waitFor(() => screen.view.getState().scope === 'sparrow-prod');
  });

  test.each(['sort cpu', 'sort runway', 'sort took'])('%s sorts the list that has it', async (typed) => {
    const pane = { 'sort cpu': 'live', 'sort runway': 'billing', 'sort took': 'activity' }[typed] ?? '';
    const screen = await open();
    await choose(screen, `pane ${pane}`, new RegExp(`▸ pane ${pane} `));
    await choose(screen, typed, new RegExp(`▸ ${typed} `));
    const { arrangements } = screen.view.getState();
    expect(Object.entries(arrangements).find(([list]) => list === pane)?.[1].sort[0]?.column).toBe(
      typed.slice(5),
    );
  });

  test('Esc closes it, and nothing has happened', async () => {
    const screen = await open();
    screen.press(':');
    screen.press('zoom');
    await screen.waitFor(/▸ Zoom/);
    screen.press('\u001b');
    await screen.waitFor((text) => !text.includes('Palette'));
    expect(screen.view.getState()).toMatchObject({ isZoomed: false, prompt: null, recent: [] });
  });
});
