import type { LogMark, LogView } from '../store/log-view.ts';
import type { CommandContext } from './command.ts';

/** From the place one is at, and the last there is, to the place to go to; what lies outside is brought back in. */
export type Step = (at: number, last: number) => number;

export const bounded = (step: Step, at: number, last: number): number =>
  Math.max(0, Math.min(step(at, last), last));

export const changeLogView = ({ view }: Pick<CommandContext, 'view'>, change: Partial<LogView>): void =>
  view.setState({ logView: { ...view.getState().logView, ...change } });

/** Moves the first row on the screen; with the last row on it, the log is followed again. */
export function scrollLog(context: CommandContext, step: Step): void {
  const { top, lastTop } = context.log.window();
  const to = bounded(step, top, lastTop);
  if (to >= lastTop) followLog(context);
  else holdAt(context, to);
}

/** Stops the log where it is. */
export const holdLog = (context: CommandContext): void => holdAt(context, context.log.window().top);

export const followLog = (context: CommandContext): void => changeLogView(context, { hold: null });

/** Stops the log with this row as the first on the screen. */
export function holdAt(context: CommandContext, index: number): void {
  const top = markOf(context, index);
  if (top === null) return;
  const before = context.view.getState().logView.hold;
  changeLogView(context, { hold: { top, newFrom: before?.newFrom ?? context.log.ring.end() } });
}

/** A row shown, so that it is found again. */
function markOf({ log }: CommandContext, index: number): LogMark | null {
  const [row, entry] = [log.rows.at(index), log.rows.entry(index)];
  return row === undefined || entry === undefined ? null : { entry, position: row.position };
}

/** Stops the log so that the row at this position is on the screen, and stands out. */
export function showFound(context: CommandContext, position: number): void {
  const { log } = context;
  const index = log.rows.indexAt(position);
  const found = markOf(context, index);
  if (found === null) return;
  const { top, entries } = log.window();
  const isShown = index >= top && index < top + entries.length;
  const before = Math.floor(entries.length / 3);
  holdAt(context, isShown ? top : Math.max(0, index - before));
  changeLogView(context, { found });
}

/** One layer less: what is searched for, where the log was stopped, what was chosen; null when there is none. */
export function withoutLayer(logView: LogView): LogView | null {
  const { search, hold, pinned } = logView;
  if (search !== '') return { ...logView, search: '', found: null };
  if (hold !== null) return { ...logView, hold: null, found: null };
  return pinned === null ? null : { ...logView, pinned: null };
}
