import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pressUntil, sent, startSparrow, three } from '../support/moving-sparrow.ts';
import { makeFolder } from '../support/run-fleetop.ts';
import { openTerminal } from '../support/terminal.ts';

/** A dashboard on one account, and a file that a test changes. */
async function openOn(config: string) {
  const path = join(makeFolder(), 'config.yaml');
  const write = (text: string) => writeFileSync(path, text, { mode: 0o600 });
  write(config);
  const terminal = openTerminal(['--config', path], { columns: 120 });
  await terminal.waitFor(/Servers 1\/3/);
  const change = async (text: string) => {
    write(text);
    await terminal.waitFor(/The changed configuration is in use/);
  };
  return { terminal, change };
}

test('what was asked of one account is not sent to another that has taken its name', async () => {
  const [first, second] = [await startSparrow(three()), await startSparrow(three())];
  const { terminal, change } = await openOn(first.config);
  terminal.write('H');
  await terminal.waitFor(/Shutdown alpha\.example\.com\?/);
  await change(second.config);
  await pressUntil(terminal, 'y', (text) => !/Confirm/.test(text));
  await terminal.waitFor(/the configuration of sparrow has changed: nothing was sent/);
  terminal.write('H');
  await terminal.waitFor(/Shutdown alpha\.example\.com\?/);
  await pressUntil(terminal, 'y', (text) => !/Confirm/.test(text));
  await terminal.waitFor(/shutdown alpha\.example\.com: (initiated|stopped)/);
  expect(sent(first.api)).toEqual([]);
  expect(sent(second.api)).toHaveLength(1);
});

test('a form that was opened for one account is no form for another', async () => {
  const [first, second] = [await startSparrow(three()), await startSparrow(three())];
  const { terminal, change } = await openOn(first.config);
  terminal.write('a');
  await terminal.waitFor(/Rename/);
  terminal.write('jjjjj\r');
  await terminal.waitFor(/Rename: alpha/);
  await change(second.config);
  await terminal.waitFor(() => second.api.requests.some(({ path }) => path === '/api/v1/servers'));
  terminal.write('x\r\r');
  await terminal.waitFor(
    /the configuration of sparrow has changed: open this form again|not in the list any more/,
  );
  expect([...sent(first.api), ...sent(second.api)]).toEqual([]);
});

test('what has come to be protected since the question was asked wants its name', async () => {
  const { api, config } = await startSparrow(three());
  const { terminal, change } = await openOn(config);
  terminal.write('R');
  await terminal.waitFor(/Reboot alpha\.example\.com\?/);
  await change(`${config}protected: ["sparrow/alpha*"]\n`);
  await pressUntil(terminal, 'y', (text) => /type alpha to go on/i.test(text));
  expect(terminal.text()).toMatch(/Confirm/);
  expect(sent(api)).toEqual([]);
});
