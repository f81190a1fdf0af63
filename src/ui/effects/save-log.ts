import type { FilePorts } from '../../commands/ports.ts';
import { groupThousands } from '../../format/money.ts';
import type { LogEntry } from '../../model/log-line.ts';
import { problem } from '../../model/problem.ts';
import { fail } from '../../model/result.ts';
import type { FleetStore } from '../../store/fleet-store.ts';
import type { LogRows } from '../../store/log-rows.ts';
import type { LogStore } from '../../store/log-store.ts';
import { lineOf } from '../../store/text-line.ts';
import type { ViewStore } from '../../store/view-store.ts';
import { logNames } from '../panes/log-labels.ts';
import { nameIn } from '../panes/logs-window.ts';

export type SaveLogOptions = {
  readonly log: LogStore;
  readonly logRows: LogRows;
  readonly view: ViewStore;
  readonly fleet: FleetStore;
  readonly saveText: FilePorts['saveText'] | undefined;
  readonly signal: AbortSignal;
};

/** UTF-16 units handed over at once: enough for few writes, little enough for keys to get through in between. */
const pieceUnits = 256 * 1024;

/**
 * Writes the rows that are shown now, each whole, to a new file. Where that is impossible, the line with its name is
 * open again with the reason behind it.
 */
export const saveLog =
  ({ log, logRows, view, fleet, saveText, signal }: SaveLogOptions) =>
  (path: string): void => {
    const { sources } = log.getState();
    const names = logNames(sources, nameIn(fleet.getState()));
    const labels = new Map(
      sources.length < 2 ? [] : sources.map(({ ref }, index) => [ref, names[index] ?? ref]),
    );
    // What is dropped from the timeline while it is written is written all the same.
    const entries = Array.from({ length: logRows.length() }, (_, index) => logRows.entry(index));
    view.setState({ notice: `Saving ${count(entries.length)} …` });
    const saving = saveText?.(path, piecesOf(entries, labels), signal);
    void (saving ?? Promise.resolve(fail(problem('unsupported', 'nothing can be saved here')))).then(
      (saved) => {
        if (signal.aborted) return;
        if (saved.ok) {
          view.setState({ notice: `Saved ${count(entries.length)} to ${saved.value}` });
          return;
        }
        const isFree = view.getState().prompt === null && view.getState().overlay === null;
        const again = isFree
          ? { prompt: { purpose: 'log-save' as const, line: lineOf(path), start: path } }
          : {};
        view.setState({ ...again, notice: saved.problem.message });
      },
    );
  };

const count = (lines: number): string => `${groupThousands(String(lines))} line${lines === 1 ? '' : 's'}`;

/** Lines of the time in ISO 8601, the log's name where there are several, and the text. */
function* piecesOf(
  entries: readonly (LogEntry | undefined)[],
  labels: ReadonlyMap<string, string>,
): Generator<string> {
  let piece = '';
  for (const entry of entries) {
    if (entry === undefined) continue;
    const { at, ref, line } = entry;
    const words = [at === null ? '-' : new Date(at).toISOString(), labels.get(ref), line];
    piece += `${words.filter((word) => word !== undefined).join(' ')}\n`;
    if (piece.length < pieceUnits) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}
