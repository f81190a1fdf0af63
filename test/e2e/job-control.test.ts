import { expect, test } from 'vitest';
import { startSimulator } from '../../src/simulator/index.ts';
import { expectRestored } from '../support/restored.ts';
import { openTerminal } from '../support/terminal.ts';
import { unrestored } from '../support/terminal-sequences.ts';

test('Ctrl-Z stops the dashboard along with the program that has its terminal, and both go on', async () => {
  const simulator = await startSimulator();
  const terminal = openTerminal([], {
    columns: 80,
    rows: 24,
    hasJobControl: true,
    config: `${simulator.configYaml()}ssh: { command: [sh, -c, "echo in the other; read line; echo it read $line"] }\n`,
  });
  await terminal.waitFor(/Servers 1\/40/);
  terminal.write('s');
  await terminal.waitFor(/^in the other/m);
  terminal.write('\u001a');
  await terminal.waitFor(/Enter goes on/);
  expect(terminal.isAlternateScreen()).toBe(false);
  expect(unrestored(terminal.raw())).toEqual([]);
  terminal.write('\r');
  await terminal.waitFor(() => terminal.raw().split('Enter goes on').length > 1);
  terminal.write('words\r');
  await terminal.waitFor(() => terminal.raw().includes('it read words'));
  await terminal.waitFor(/^ fleetop[\s\S]*Servers 1\/40/);
  terminal.write('j');
  await terminal.waitFor(/Servers 2\/40/);
  terminal.write('q');
  expect((await terminal.ended()).code).toBe(0);
  expect(unrestored(terminal.raw())).toEqual([]);
  await simulator.close();
});

test('while it is stopped, a resized window and what was typed wait for it', async () => {
  const terminal = openTerminal(['--demo'], { columns: 80, rows: 24, hasJobControl: true });
  await terminal.waitFor(/Servers 1\/40/);
  terminal.write('\u001a');
  await terminal.waitFor(/Enter goes on/);
  terminal.resize(120, 40);
  terminal.write('\r');
  await terminal.waitFor(/^ fleetop[\s\S]*Servers 1\/40/);
  await terminal.waitFor((text) => text.split('\n')[3]?.length === 120);
  terminal.write('q');
  await expectRestored(terminal, 0);
});
