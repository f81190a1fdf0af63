import { expect, test } from 'vitest';
import type { LogTarget } from '../../src/model/log-target.ts';
import { appsListed, testIdentity } from '../support/fleet.ts';
import { testApp } from '../support/resources.ts';
import { openScreen } from '../support/screen.ts';

const blog = testApp({ id: '6', name: 'blog' });

/** The log of an app, pinned, and every time that logs were asked for. */
async function openPinned() {
  const opened: { readonly targets: readonly LogTarget[]; readonly signal: AbortSignal }[] = [];
  const screen = await openScreen({
    columns: 100,
    rows: 24,
    providers: [testIdentity('sparrow')],
    events: [appsListed('sparrow', [blog])],
    view: { pane: 'apps', isZoomed: true },
    ports: {
      followLogs: (targets, _take, signal) => {
        opened.push({ targets, signal });
        return new Promise(() => {});
      },
    },
  });
  screen.press('l');
  await screen.waitFor(() => opened.length === 1);
  const names = () => opened.map(({ targets }) => targets.map(({ resource }) => resource.name));
  return { screen, opened, names };
}

test('a log of a provider that left the configuration is not followed any more, and is again once it is back', async () => {
  const { screen, opened, names } = await openPinned();
  screen.emit({ type: 'providers-connected', providers: [testIdentity('spheron')] });
  await screen.waitFor(/not in the list any more/);
  expect(opened[0]?.signal.aborted).toBe(true);
  screen.emit({ type: 'providers-connected', providers: [testIdentity('sparrow')] });
  screen.emit(appsListed('sparrow', [blog]));
  await screen.waitFor(() => names().at(-1)?.[0] === 'blog' && opened.length > 1);
  expect(opened.at(-1)?.signal.aborted).toBe(false);
});

test('a log is followed anew at another account that took the name', async () => {
  const { screen, opened, names } = await openPinned();
  screen.emit({ type: 'providers-connected', providers: [testIdentity('sparrow', { account: 'another' })] });
  screen.emit(appsListed('sparrow', [blog]));
  await screen.waitFor(() => opened.length > 1);
  expect(opened[0]?.signal.aborted).toBe(true);
  expect(names().at(-1)).toEqual(['blog']);
});

test('the log of an app that is gone from the list stays', async () => {
  const { screen, opened } = await openPinned();
  screen.emit(appsListed('sparrow', []));
  await screen.waitFor(/0 apps/);
  expect(opened.map(({ signal }) => signal.aborted)).toEqual([false]);
});
