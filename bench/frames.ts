import type { Screen } from '../scripts/pseudo-terminal.ts';
import type { RunningDashboard } from './dashboard.ts';

const clearings = ['\u001b[2J', '\u001b[3J', '\u001bc'];
const frameStart = '\u001b[?2026h';
const frameEnd = '\u001b[?2026l';
/** Panes that every layout of the benchmarks has. */
const titles = ['1 Servers', '2 Apps', '3 Live', '4 Billing'];

export type Frames = {
  /** Sequences that clear the whole screen. */
  readonly clears: number;
  /** Whole frames on which a pane was missing, or its frame not closed. */
  readonly broken: number;
  /** Frames that left every cell as it was. */
  readonly unchanged: number;
  /** Texts that were not between the marks that a terminal shows at once. */
  readonly unsynchronized: number;
};

/** Counts what goes wrong in a dashboard's frames from now on. */
export function watchFrames({ screen, watch }: RunningDashboard): () => Frames {
  const counted = { clears: 0, broken: 0, unchanged: 0, unsynchronized: 0 };
  let before = fingerprint(screen);
  let waiting = '';
  watch((text) => {
    waiting += text;
    if (!waiting.endsWith(frameEnd)) return;
    counted.clears += clearings.filter((clearing) => waiting.includes(clearing)).length;
    counted.unsynchronized += waiting.startsWith(frameStart) ? 0 : 1;
    waiting = '';
    const now = fingerprint(screen);
    if (now === before) counted.unchanged += 1;
    if (!isWhole(screen)) counted.broken += 1;
    before = now;
  });
  return () => counted;
}

function isWhole(screen: Screen): boolean {
  const text = screen.text();
  const count = (mark: string) => text.split(mark).length;
  const hasAll = titles.every((title) => text.includes(title));
  return hasAll && ['╮', '╰', '╯'].every((corner) => count(corner) === count('╭'));
}

/** Every cell's text and colours. */
function fingerprint(screen: Screen): string {
  let cells = '';
  for (let row = 0; row < screen.rows; row += 1)
    for (let column = 0; column < screen.columns; column += 1) {
      const cell = screen.cell(column, row);
      cells += `${cell?.getChars()}${cell?.getFgColor()},${cell?.getBgColor()},${cell?.isBold()};`;
    }
  return cells;
}
