import { expect, test } from 'vitest';
import { serversListed, testIdentity } from '../support/fleet.ts';
import { testServer } from '../support/resources.ts';
import { openScreen, screenTime } from '../support/screen.ts';

const servers = ['web-1', 'web-2', 'web-3'].map((name) =>
  testServer({ id: name, name, status: 'running', actions: ['reboot'] }),
);

test.each([
  { tabs: 0, asked: 'carry out 3', shown: /after a failure begin no more/ },
  { tabs: 1, asked: 'carry out 3 whatever fails', shown: /after a failure go on with the rest/ },
  { tabs: 2, asked: 'carry out 3', shown: /after a failure begin no more/ },
])('several targets, Tab pressed $tabs times: $asked', async ({ tabs, asked, shown }) => {
  const screen = await openScreen({
    providers: [testIdentity('sparrow')],
    events: [serversListed('sparrow', servers)],
  });
  screen.press('*');
  screen.press('R');
  await screen.waitFor(/Reboot 3 targets\?/);
  for (let press = 0; press < tabs; press += 1) screen.press('\t');
  await screen.waitFor(shown);
  const { overlay } = screen.view.getState();
  if (overlay?.type !== 'question') throw new Error('the question is gone');
  screen.view.setState({
    overlay: { ...overlay, openedAt: screenTime - 10_000, lastKeyAt: screenTime - 10_000 },
  });
  screen.press('3');
  await screen.waitFor(/> 3▏/);
  const typed = screen.view.getState().overlay;
  if (typed?.type !== 'question') throw new Error('the question is gone');
  screen.view.setState({ overlay: { ...typed, lastKeyAt: screenTime - 10_000 } });
  screen.press('\r');
  await screen.waitFor(() => screen.asked.length > 0);
  expect(screen.asked).toEqual([asked]);
});
