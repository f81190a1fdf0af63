import { describe, expect, test } from 'vitest';
import type { ViewState } from '../../src/store/view-state.ts';
import { serversListed, testIdentity } from '../support/fleet.ts';
import { testServer } from '../support/resources.ts';
import { openScreen } from '../support/screen.ts';

const open = (view: Partial<ViewState> = {}) =>
  openScreen({
    columns: 80,
    rows: 24,
    providers: [testIdentity('sparrow')],
    events: [serversListed('sparrow', [testServer({ id: '1', name: 'web-1', actions: ['reboot'] })])],
    view,
  });

const paste = (text: string): string => `\u001b[200~${text}\u001b[201~`;

test('Ctrl-C is heard behind a paste whose end is lost', async () => {
  const screen = await open();
  screen.press('/');
  await screen.waitFor(/▏/);
  screen.press('\u001b[200~lost');
  screen.press('\u0003');
  await screen.done;
});

describe('the help', () => {
  test('is searched while typing, and runs what is chosen', async () => {
    const screen = await open();
    screen.press('?');
    await screen.waitFor(/▸ d Enter +Details of the row/);
    screen.press('/');
    await screen.waitFor(/ search ▏/);
    screen.press('pane');
    await screen.waitFor((text) => /search pane▏/.test(text) && !text.includes('Details of the row'));
    screen.press('\u007f'.repeat(4));
    screen.press('to bill');
    await screen.waitFor(/▸ 4 +Go to Billing/);
    screen.press('\r');
    await screen.waitFor((text) => !text.includes('? Keys') && !text.includes('search'));
    expect(screen.view.getState().pane).toBe('billing');
  });

  test('gets its whole list back with Esc, and says when there is nothing', async () => {
    const screen = await open();
    screen.press('?');
    screen.press('/');
    screen.press('zzzz');
    await screen.waitFor(/No command is called like this/);
    screen.press('\u001b');
    await screen.waitFor((text) => text.includes('Details of the row') && !text.includes('zzzz'));
    expect(screen.view.getState().overlay?.type).toBe('help');
  });

  test('moves by arrows while it is searched', async () => {
    const screen = await open();
    screen.press('?');
    screen.press('/');
    screen.press('go to');
    await screen.waitFor(/▸ 1 +Go to Servers/);
    screen.press('\u001b[B');
    await screen.waitFor(/▸ 2 +Go to Apps/);
    expect(screen.text()).toContain('search go to▏');
  });

  test('says why what is chosen cannot be done', async () => {
    const screen = await open({ pane: 'billing' });
    screen.press('?');
    screen.press('/');
    screen.press('mark the row');
    await screen.waitFor(/▸ Space +Mark the row/);
    screen.press('\r');
    await screen.waitFor(/Only in Servers, Apps, Live: Mark the row/);
  });
});

describe('keys that go together', () => {
  const remapped = { refresh: 'Z r', 'refresh.all': 'Z a' };

  test('show what can follow, and run it', async () => {
    const screen = await open({ remapped });
    screen.press('Z');
    await screen.waitFor(/ Z … .*r refresh .*a Refresh everything/);
    screen.press('r');
    await screen.waitFor(/ d details/);
    expect(screen.asked).toEqual(['refresh servers']);
    screen.press('r');
    screen.press('Zr');
    await screen.waitFor(() => screen.asked.length === 2);
    expect(screen.asked).toEqual(['refresh servers', 'refresh servers']);
  });

  test('that mean nothing say so, and Esc takes the first one back', async () => {
    const screen = await open({ remapped });
    screen.press('Zx');
    await screen.waitFor(/No command has the keys Z x/);
    screen.press('Z');
    await screen.waitFor(/ Z …/);
    screen.press('\u001b');
    await screen.waitFor(/ d details/);
    screen.press('r');
    expect(screen.asked).toEqual([]);
  });

  test('the footer and the help show the keys of the configuration', async () => {
    const screen = await open({ remapped: { refresh: 'x' } });
    screen.resize(160, 40);
    await screen.waitFor(/ x refresh /);
    screen.press('?');
    await screen.waitFor(/ x +Refresh the pane/);
  });
});

describe('pasted text', () => {
  test('is not taken where it is longer than any value, not in part either', async () => {
    const screen = await open();
    screen.press('/');
    await screen.waitFor(/ \/ ▏/);
    screen.press(paste('z'.repeat(20_001)));
    await screen.waitFor(/Not taken: a line holds 20000 characters, pasted were 20001/);
    expect(screen.view.getState().prompt?.line.text).toBe('');
    screen.press(paste('z'.repeat(20_000)));
    await screen.waitFor(/zzz/);
    expect(screen.view.getState().prompt?.line.text).toHaveLength(20_000);
  });

  test('of a line that is longer than the screen the end with the cursor is seen', async () => {
    const screen = await open();
    screen.press('/');
    await screen.waitFor(/ \/ ▏/);
    screen.press(paste(`begin${'z'.repeat(200)}`));
    await screen.waitFor(/ \/ …z+▏/);
    screen.press('end');
    const last = (await screen.waitFor(/ \/ …z+end▏/)).split('\n').at(-1) ?? '';
    expect(last.trimEnd()).toMatch(/▏$/);
    screen.press('\u0001');
    await screen.waitFor(/ \/ ▏beginz+…/);
  });

  test('goes into the line that is typed, as one line', async () => {
    const screen = await open();
    screen.press('?');
    screen.press('/');
    screen.press(paste('go to\nbilling\n'));
    await screen.waitFor(/search go to billing▏/);
  });

  test('is never taken for keys', async () => {
    const screen = await open();
    screen.press(paste('rrq'));
    await screen.waitFor(/There is nothing to paste into here/);
    expect(screen.asked).toEqual([]);
  });

  test('answers no question', async () => {
    const screen = await open();
    screen.press('R');
    await screen.waitFor(/Reboot web-1/);
    screen.press(paste('y'));
    await screen.waitFor(/An answer has to be typed/);
    expect(screen.asked).toEqual([]);
  });
});
