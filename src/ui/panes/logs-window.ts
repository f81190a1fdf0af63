import type { LogWindow } from '../../commands/log-screen.ts';
import { highlightsOf } from '../../logs/log-filter.ts';
import type { LogEntry } from '../../model/log-line.ts';
import type { FleetState } from '../../store/fleet-state.ts';
import type { LogRows } from '../../store/log-rows.ts';
import type { LogSource } from '../../store/log-store.ts';
import type { LogView } from '../../store/log-view.ts';
import type { InnerLine } from '../components/spans.ts';
import { type Box, textHeight } from '../layout.ts';
import type { Token } from '../theme/style.ts';
import { logLabels, logNames } from './log-labels.ts';
import { type LogLook, logRowLines } from './log-row.ts';

export type LogPaneState = {
  readonly rows: LogRows;
  readonly sources: readonly LogSource[];
  readonly logView: LogView;
  readonly fleet: Pick<FleetState, 'servers' | 'apps'>;
  readonly box: Box;
  /** Epoch ms that ages are counted to. */
  readonly now: number;
};

/** What is drawn of the timeline: which rows, as lines, and below them what is wrong with a log. */
export type DrawnLog = LogWindow & { readonly lines: readonly InnerLine[] };

export const nameIn =
  ({ servers, apps }: Pick<FleetState, 'servers' | 'apps'>) =>
  (ref: string): string =>
    (apps.get(ref) ?? servers.get(ref))?.name ?? ref;

/** Draws the rows on the screen, and no others. */
export function drawLog({ rows, sources, logView, fleet, box, now }: LogPaneState): DrawnLog {
  const names = logNames(sources, nameIn(fleet));
  const endings = endingLines(sources, names).slice(0, Math.ceil(textHeight(box) / 2));
  const height = Math.max(1, textHeight(box) - endings.length);
  const look: LogLook = {
    ...logView,
    width: box.width - 2,
    height,
    now,
    labels: logLabels(sources, names, box.width),
    highlights: highlightsOf(logView.search),
  };
  const found = logView.found === null ? null : rows.locate(logView.found);
  const linesOf = (index: number): readonly InnerLine[] => {
    const [row, entry] = [rows.at(index), rows.entry(index)];
    return row === undefined || entry === undefined
      ? []
      : logRowLines({ entry, isMatch: row.isMatch, isFound: row.position === found }, look);
  };
  const length = rows.length();
  const last = logView.isWrapped ? lastWrapped(length, linesOf, height) : Math.max(0, length - height);
  const held = logView.hold === null ? last : rows.indexAt(rows.locate(logView.hold.top));
  const top = Math.min(held, last);
  const entries: LogEntry[] = [];
  const lines: InnerLine[] = [];
  // The row before the last page fills what that leaves free above it.
  const isEnd = top === last;
  for (let index = isEnd ? Math.max(0, top - 1) : top; index < length; index += 1) {
    if (!isEnd && lines.length >= height) break;
    const entry = rows.entry(index);
    if (entry !== undefined && index >= top) entries.push(entry);
    lines.push(...linesOf(index));
  }
  const shown = isEnd ? lines.slice(-height) : lines.slice(0, height);
  return { top, lastTop: last, entries, lines: [...shown, ...endings] };
}

/** The first of the newest rows that are on one page whole; the newest row alone where that takes more. */
function lastWrapped(
  length: number,
  linesOf: (index: number) => readonly InnerLine[],
  height: number,
): number {
  let left = height;
  for (let index = length - 1; index >= 0; index -= 1) {
    left -= linesOf(index).length;
    if (left < 0) return Math.min(index + 1, length - 1);
  }
  return 0;
}

function endingLines(sources: readonly LogSource[], names: readonly string[]): readonly InnerLine[] {
  return sources.flatMap(({ problem }, index) => {
    if (problem === null) return [];
    // That a vendor has no logs is no error.
    const token: Token = problem.code === 'unsupported' ? 'muted' : 'error';
    const name = sources.length === 1 ? '' : `${names[index] ?? ''}: `;
    return [{ spans: [[` ${name}${problem.message}`, token]] } satisfies InnerLine];
  });
}
