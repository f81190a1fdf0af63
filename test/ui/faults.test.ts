import { expect, test } from 'vitest';
import { problem } from '../../src/model/problem.ts';
import { appsListed, pollFailed, serversListed, testIdentity } from '../support/fleet.ts';
import { testApp, testServer } from '../support/resources.ts';
import { openScreen } from '../support/screen.ts';
import { unrestored } from '../support/terminal-sequences.ts';

/** What nobody has thought of: reading a value fails. */
const planted = {
  get: () => {
    throw new Error('planted\u001b[2J');
  },
};

const open = () =>
  openScreen({
    columns: 220,
    rows: 40,
    providers: [testIdentity('sparrow')],
    events: [serversListed('sparrow', [testServer()]), appsListed('sparrow', [testApp()])],
  });

test('a pane that cannot be drawn says so in its place; the others live on, and Ctrl-L brings it back', async () => {
  const screen = await open();
  await screen.waitFor(/2 Apps 1\/1/);
  screen.emit(
    appsListed('sparrow', [testApp({ id: '2', domains: Object.defineProperty([''], 0, planted) })]),
  );
  await screen.waitFor(/2 Apps failed/);
  expect(screen.text()).toContain('This pane cannot be drawn: planted␛[2J.');
  expect(screen.text()).toContain('Ctrl-L tries again.');
  expect(screen.text()).toMatch(/1 Servers 1\/1/);
  expect(screen.faults).toEqual([expect.objectContaining({ message: 'planted\u001b[2J' })]);
  screen.emit(serversListed('sparrow', [testServer(), testServer({ id: '3', name: 'web-03' })]));
  await screen.waitFor(/web-03/);
  screen.emit(appsListed('sparrow', [testApp(), testApp({ id: '3', name: 'blog' })]));
  screen.press('\u000c');
  await screen.waitFor((text) => /2 Apps 1\/2/.test(text) && !/cannot be drawn/.test(text));
});

test('what is drawn around the panes cannot fail alone: the terminal is restored and the fault told', async () => {
  const screen = await open();
  await screen.waitFor(/1 Servers 1\/1/);
  const failure = Object.defineProperty(problem('network', ''), 'message', planted);
  screen.emit(pollFailed('sparrow', 'servers', failure));
  await expect(screen.done).rejects.toThrow('planted');
  expect(unrestored(screen.raw())).toEqual([]);
});
