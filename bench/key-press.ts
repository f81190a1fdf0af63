import type { Screen } from '../scripts/pseudo-terminal.ts';
import { pause, type RunningDashboard, serverRow } from './dashboard.ts';

const keys = { tab: '\t', pageDown: '\u001b[6~', pageUp: '\u001b[5~' } as const;
const panes = ['Servers', 'Apps', 'Live', 'Billing', 'Logs', 'Activity'] as const;
const paneRounds = 5;
const pages = 8;
/** Rows that every list has, and that a screen shows without scrolling. */
const stillRows = 8;
const moveRounds = 5;
const longestWaitMs = 5_000;

export type KeyPresses = {
  /** Milliseconds from a key to the write that shows its effect. */
  readonly latencies: readonly number[];
  /** Those of `j` and `k` in a list that stood still, which fleets of every size have alike. */
  readonly moves: readonly number[];
  /** Bytes the terminal was sent for each `j` of them. */
  readonly moveBytes: readonly number[];
  /** The same where the list moved on below the cursor. */
  readonly scrollBytes: readonly number[];
};

/** Presses `j`, `k`, the page keys and Tab, each after the answer to the one before, as long as `isOn`. */
export async function pressKeys(
  dashboard: RunningDashboard,
  isOn: () => boolean = () => true,
): Promise<KeyPresses> {
  const latencies: number[] = [];
  const moves: number[] = [];
  const moveBytes: number[] = [];
  const scrollBytes: number[] = [];
  const press = async (key: string, isShown: (screen: Screen) => boolean, ...also: number[][]) => {
    if (!isOn()) return 0;
    // Not in step with the program's own frames.
    await pause(20 + Math.random() * 30);
    const before = dashboard.written();
    const pressedAt = performance.now();
    dashboard.write(key);
    const ms = (await dashboard.until(isShown, longestWaitMs)) - pressedAt;
    for (const list of [latencies, ...also]) list.push(ms);
    await pause(25);
    return dashboard.written() - before;
  };
  const isAt = (row: number) => (screen: Screen) => serverRow(screen.text()) === row;
  const goToTop = async () => {
    dashboard.write('g');
    await dashboard.until(isAt(1), longestWaitMs);
  };

  await goToTop();
  for (let round = 0; round < moveRounds; round += 1) {
    for (let row = 2; row <= stillRows; row += 1) moveBytes.push(await press('j', isAt(row), moves));
    for (let row = stillRows - 1; row >= 1; row -= 1) await press('k', isAt(row), moves);
  }
  if (dashboard.servers > 1_000) {
    for (let page = 0; page < pages; page += 1) {
      const row = serverRow(dashboard.screen.text());
      await press(keys.pageDown, (screen) => serverRow(screen.text()) > row);
    }
    for (let page = 0; page < pages; page += 1) {
      const row = serverRow(dashboard.screen.text());
      scrollBytes.push(await press('j', isAt(row + 1)));
    }
    for (let page = 0; page < pages; page += 1) {
      const row = serverRow(dashboard.screen.text());
      await press(keys.pageUp, (screen) => serverRow(screen.text()) < row);
    }
  }
  const focused = frameColour(dashboard.screen, 'Servers');
  for (let round = 0; round < paneRounds; round += 1)
    for (const pane of [...panes.slice(1), panes[0]])
      await press(keys.tab, (screen) => frameColour(screen, pane) === focused);
  await goToTop();
  return { latencies, moves, moveBytes, scrollBytes };
}

/** The colour of a pane's frame tells whether it has the focus. */
function frameColour(screen: Screen, title: string): number | null {
  const lines = screen.text().split('\n');
  const row = lines.findIndex((line) => line.includes(` ${title} `) && line.includes('╭'));
  const column = lines[row]?.indexOf(` ${title} `) ?? -1;
  // Before the title stand its key, and a line of the frame.
  return screen.cell(column - 3, row)?.getFgColor() ?? null;
}
