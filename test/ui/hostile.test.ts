import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FleetEvent } from '../../src/model/fleet-event.ts';
import { type ProviderType, providers } from '../../src/providers/registry.ts';
import { type Answer, startAnyPathApi } from '../conformance/any-path-api.ts';
import { answersOf } from '../conformance/hostile.ts';
import { hostileTexts } from '../support/any-text.ts';
import { appsListed, billingRead, pollFailed, serversListed, testIdentity } from '../support/fleet.ts';
import { connectTestProvider, never } from '../support/provider.ts';
import { testServer } from '../support/resources.ts';
import { openScreen, screenTime } from '../support/screen.ts';
import { forbidden } from '../support/terminal-sequences.ts';

const types = Object.keys(providers) as readonly ProviderType[];

/** What a provider makes of whatever is answered to it, as polling would tell it. */
async function eventsOf(type: ProviderType, url: string): Promise<readonly FleetEvent[]> {
  const { provider } = connectTestProvider(type, url, { timeoutMs: 2_000 });
  const events: FleetEvent[] = [];
  const servers = await provider.listServers?.(never);
  if (servers?.ok === true) events.push(serversListed(type, servers.value.items, 0, servers.value.problems));
  if (servers?.ok === false) events.push(pollFailed(type, 'servers', servers.problem));
  const apps = await provider.listApps?.(never);
  if (apps?.ok === true) events.push(appsListed(type, apps.value.items, 0, apps.value.problems));
  if (apps?.ok === false) events.push(pollFailed(type, 'apps', apps.problem));
  const billing = await provider.readBilling?.(never);
  if (billing?.ok === true) events.push(billingRead(billing.value.billing, 0, billing.value.problems));
  if (billing?.ok === false) events.push(pollFailed(type, 'billing', billing.problem));
  return events;
}

const refusal =
  (text: string): Answer =>
  (response) => {
    response.writeHead(400, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ message: text, error: text }));
  };

test('whatever a provider sends in any field, the terminal gets nothing but allowed sequences', async () => {
  let answer: Answer = refusal('');
  const api = await startAnyPathApi((response, request) => answer(response, request));
  const screen = await openScreen({
    columns: 200,
    rows: 60,
    providers: types.map((type) => testIdentity(type, { type })),
  });
  let count = 0;
  await fc.assert(
    fc.asyncProperty(hostileTexts, async (text) => {
      count += 1;
      const marked = `run${count}x ${text}`;
      for (const next of [...answersOf(marked), refusal(marked)]) {
        answer = next;
        for (const type of types) for (const event of await eventsOf(type, api.url)) screen.emit(event);
      }
      const mark = new RegExp(`run${count}x`);
      for (const keys of ['1', '1d', '2', '2d', '4', '4d', '6']) {
        screen.press('\u001b');
        for (const key of keys) screen.press(key);
      }
      screen.press('\u001b');
      await screen.waitFor(mark);
      expect(forbidden(screen.raw())).toEqual([]);
    }),
    { numRuns: 40 },
  );
  expect(count).toBeGreaterThanOrEqual(40);
}, 120_000);

/** What opens a line to type into, and what is on the screen then. */
const lines = [
  { name: 'the filter', keys: ['/'], opened: / \/ ▏/ },
  { name: 'the palette', keys: [':'], opened: /: Palette/ },
  { name: 'a question', keys: ['X'], opened: /Type the name web-1/ },
  { name: 'a form', keys: ['a', '?', '/', 'act.rename', '\r'], opened: /Rename/ },
];

test.each(lines)(
  'whatever is typed into $name, the terminal gets only what it can show',
  async ({ keys, opened }) => {
    const server = testServer({
      id: '1',
      name: 'web-1',
      status: 'running',
      actions: ['shutdown', 'stop', 'rename'],
    });
    const screen = await openScreen({
      providers: [testIdentity('sparrow')],
      events: [serversListed('sparrow', [server])],
    });
    for (const key of keys) screen.press(key);
    await screen.waitFor(opened);
    const { overlay } = screen.view.getState();
    // It is read by now.
    if (overlay?.type === 'question')
      screen.view.setState({
        overlay: { ...overlay, openedAt: screenTime - 10_000, lastKeyAt: screenTime - 10_000 },
      });
    for (const character of ['\uab6e', '\u202e', '\u3164', '\u2028', 'z']) screen.press(character);
    await screen.waitFor(/\ufffd[^\n]*z/);
    expect(forbidden(screen.raw())).toEqual([]);
  },
);
