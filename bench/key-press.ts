import type { Screen } from '../scripts/pseudo-terminal.ts';
import { pause, type RunningDashboard } from './dashboard.ts';

const tab = '\t';
const panes = ['Servers', 'Apps', 'Live', 'Billing', 'Logs', 'Activity'] as const;
const downs = 39;
const ups = 20;
const rounds = 5;
/** The list is scrolled somewhere between these two rows. */
const lastStill = 8;
const firstScrolled = 20;

export type KeyPresses = {
  /** Milliseconds from a key to the write that shows its effect. */
  readonly latencies: readonly number[];
  /** Bytes the terminal was sent for each `j` that moved the cursor on a list that stood still. */
  readonly moveBytes: readonly number[];
  /** The same where the list moved on below the cursor. */
  readonly scrollBytes: readonly number[];
};

/** Presses `j`, `k` and Tab, each after the answer to the one before, as long as `isOn`. */
export async function pressKeys(
  dashboard: RunningDashboard,
  isOn: () => boolean = () => true,
): Promise<KeyPresses> {
  const latencies: number[] = [];
  const moveBytes: number[] = [];
  const scrollBytes: number[] = [];
  const press = async (key: string, isShown: (screen: Screen) => boolean) => {
    if (!isOn()) return;
    // Not in step with the program's own frames.
    await pause(20 + Math.random() * 30);
    const pressedAt = performance.now();
    dashboard.write(key);
    latencies.push((await dashboard.until(isShown, 5_000)) - pressedAt);
  };
  const isAt = (row: number) => (screen: Screen) => screen.text().includes(`Servers ${row}/`);

  // Rows that came later may stand above the one the cursor was on.
  dashboard.write('g');
  await dashboard.until(isAt(1), 5_000);
  for (let row = 2; row <= downs + 1; row += 1) {
    const before = dashboard.written();
    await press('j', isAt(row));
    await pause(25);
    if (row <= lastStill) moveBytes.push(dashboard.written() - before);
    if (row >= firstScrolled) scrollBytes.push(dashboard.written() - before);
  }
  for (let row = downs; row > downs - ups; row -= 1) await press('k', isAt(row));
  const focused = frameColour(dashboard.screen, 'Servers');
  for (let round = 0; round < rounds; round += 1)
    for (const pane of [...panes.slice(1), panes[0]])
      await press(tab, (screen) => frameColour(screen, pane) === focused);
  return { latencies, moveBytes, scrollBytes };
}

/** The colour of a pane's frame tells whether it has the focus. */
function frameColour(screen: Screen, title: string): number | null {
  const lines = screen.text().split('\n');
  const row = lines.findIndex((line) => line.includes(` ${title} `) && line.includes('╭'));
  const column = lines[row]?.indexOf(` ${title} `) ?? -1;
  // Before the title stand its key, and a line of the frame.
  return screen.cell(column - 3, row)?.getFgColor() ?? null;
}
