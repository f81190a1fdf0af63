import { expect, test } from 'vitest';
import type { OperatorSign } from '../../src/model/operator-sign.ts';
import { modeOf } from '../support/escapes.ts';
import { serversListed, testIdentity } from '../support/fleet.ts';
import { testServer } from '../support/resources.ts';
import { openScreen } from '../support/screen.ts';

const focus = { in: '\u001b[I', out: '\u001b[O' } as const;

async function open() {
  const signs: OperatorSign[] = [];
  const screen = await openScreen({
    providers: [testIdentity('sparrow')],
    events: [
      serversListed(
        'sparrow',
        Array.from({ length: 5 }, (_, index) => testServer({ id: String(index), name: `web-${index}` })),
      ),
    ],
    ports: { notice: (sign) => void signs.push(sign) },
  });
  await screen.waitFor(/Servers 1\/5/);
  return { screen, signs };
}

test('the terminal’s focus is asked for, told on, and asked for no more at the end', async () => {
  const { screen, signs } = await open();
  expect(modeOf(screen.raw(), 1004)).toBe('h');
  screen.press(focus.out);
  screen.press('j');
  await screen.waitFor(/Servers 2\/5/);
  screen.press(focus.in);
  screen.press('j');
  await screen.waitFor(/Servers 3\/5/);
  expect(signs).toEqual(['blur', 'key', 'focus', 'key']);
  await screen.close();
  expect(modeOf(screen.raw(), 1004)).toBe('l');
});

test('its reports are no keys: they neither close a page nor are typed', async () => {
  const { screen } = await open();
  screen.press('?');
  await screen.waitFor(/Keys/);
  screen.press(focus.out + focus.in);
  screen.press('j');
  await screen.waitFor(/Keys/);
  expect(screen.view.getState().overlay?.type).toBe('help');
});
