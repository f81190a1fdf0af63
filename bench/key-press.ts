import { pause, type RunningDashboard } from './dashboard.ts';

const tab = '\t';
const panes = ['Servers', 'Apps', 'Live', 'Billing', 'Logs'] as const;
const downs = 40;
const ups = 20;

export type KeyPresses = {
  /** Milliseconds from a key to the write that shows its effect. */
  readonly latencies: readonly number[];
  /** What the terminal was sent for each `j`. */
  readonly bytes: readonly number[];
};

/** Presses `j`, `k` and Tab, each after the answer to the one before. */
export async function pressKeys(dashboard: RunningDashboard): Promise<KeyPresses> {
  const latencies: number[] = [];
  const bytes: number[] = [];
  const press = async (key: string, shows: (plain: string) => boolean) => {
    // Not in step with the program's own frames.
    await pause(20 + Math.random() * 30);
    dashboard.mark();
    const pressedAt = performance.now();
    dashboard.write(key);
    latencies.push((await dashboard.until(shows, 5_000)) - pressedAt);
  };
  const last = Math.min(downs, dashboard.servers - 1);
  // Rows that came later may stand above the one the cursor was put on.
  dashboard.write('jg');
  await pause(200);
  let row = 1;
  const move = async (key: string, step: 1 | -1) => {
    row += step;
    await press(key, (plain) => plain.includes(`Servers ${row}/`));
  };
  for (let count = 0; count < last; count += 1) {
    await move('j', 1);
    await pause(15);
    bytes.push(Buffer.byteLength(dashboard.output()));
  }
  for (let count = 0; count < Math.min(ups, last); count += 1) await move('k', -1);
  // Both titles change: the pane that is left, and the one that is entered.
  for (let round = 0; round < 5; round += 1)
    for (const [index, pane] of panes.entries()) {
      const next = panes[(index + 1) % panes.length] ?? pane;
      await press(tab, (plain) => plain.includes(pane) && plain.includes(next));
    }
  return { latencies, bytes };
}
