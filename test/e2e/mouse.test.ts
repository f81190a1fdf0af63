import { test } from 'vitest';
import { startSimulator } from '../../src/simulator/index.ts';
import { expectRestored } from '../support/restored.ts';
import { openTerminal, type TestTerminal } from '../support/terminal.ts';

/** Where a text stands on the screen, in the cells that a terminal counts from 1. */
function placeOf(terminal: TestTerminal, wanted: string | RegExp): string {
  const y = terminal.lines().findIndex((line) => line.search(wanted) !== -1);
  return `${(terminal.lines()[y]?.search(wanted) ?? 0) + 1};${y + 1}`;
}

const click = (terminal: TestTerminal, wanted: string | RegExp) => {
  const at = placeOf(terminal, wanted);
  terminal.write(`\u001b[<0;${at}M\u001b[<0;${at}m`);
};
const wheelDown = (terminal: TestTerminal, wanted: RegExp) =>
  terminal.write(`\u001b[<65;${placeOf(terminal, wanted)}M`);

test('the mouse takes rows, sorts by titles, scrolls and closes pages, in every pane', async () => {
  const simulator = await startSimulator({});
  const terminal = openTerminal([], {
    columns: 120,
    rows: 40,
    config: `${simulator.configYaml()}mouse: true\n`,
  });
  await terminal.waitFor(/Servers 1\/40/);
  click(terminal, 'backup ');
  await terminal.waitFor(/▸● running +backup /);
  click(terminal, /PROVIDER +REGION/);
  await terminal.waitFor(/PROVIDER▲ +REGION/);
  wheelDown(terminal, /STATUS +NAME/);
  click(terminal, '3 Live');
  await terminal.waitFor(/3 Live 1\/\d+ last 5 min · read/);
  terminal.write('z');
  await terminal.waitFor((text) => !text.includes('1 Servers'));
  click(terminal, /MEM {3}/);
  await terminal.waitFor(/MEM▼/);
  await terminal.waitFor(/ rpc-node/);
  click(terminal, 'rpc-node');
  await terminal.waitFor(/▸rpc-node/);
  terminal.write('z4');
  await terminal.waitFor(/▸sparrow[\s\S]*│ hostwares/);
  click(terminal, /(?<=│[ !])cyber +\$/);
  await terminal.waitFor(/▸cyber +\$/);
  click(terminal, 'RUNWAY');
  await terminal.waitFor(/RUNWAY▼|RUNWA▼/);
  terminal.write('?');
  await terminal.waitFor(/─ \? Keys/);
  click(terminal, 'fleetop');
  await terminal.waitFor((text) => !/─ \? Keys/.test(text));
  terminal.write('q');
  await expectRestored(terminal, 0);
  await simulator.close();
});
