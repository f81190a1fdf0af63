import type { Bench } from './bench.ts';
import { pause, withDashboard } from './dashboard.ts';
import { figure } from './figure.ts';
import { median } from './statistics.ts';

const large = { columns: 200, rows: 60 } as const;
const small = { columns: 120, rows: 40 } as const;
const runs = 7;
/** Nothing more is drawn of a size that has been drawn for this long. */
const calmMs = 150;

/** From a terminal that became smaller to the last write of what it shows then. */
export const resize: Bench = (sandbox) =>
  withDashboard(sandbox, { servers: 100, size: large }, async (dashboard) => {
    await pause(2_000);
    const times: number[] = [];
    let writtenAt = 0;
    dashboard.watch((_text, at) => {
      writtenAt = at;
    });
    for (let run = 0; run < runs; run += 1) {
      const resizedAt = performance.now();
      dashboard.resize(small.columns, small.rows);
      await dashboard.until(isDrawn, 5_000);
      await pause(calmMs);
      times.push(writtenAt - resizedAt);
      dashboard.resize(large.columns, large.rows);
      await pause(4 * calmMs);
    }
    return [figure('resize', median(times), 'ms', { bar: 80, aim: 50 })];
  });

/** The first pane spans the width, and the footer is in the last row. */
function isDrawn({ text, columns, rows }: { text: () => string; columns: number; rows: number }): boolean {
  const lines = text().split('\n');
  const frame = lines.find((line) => line.includes('1 Servers')) ?? '';
  return frame.length === columns && frame.endsWith('╮') && / quit/.test(lines[rows - 1] ?? '');
}
