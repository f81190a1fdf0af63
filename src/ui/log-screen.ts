import type { LogScreen, LogWindow } from '../commands/log-screen.ts';
import type { Clock } from '../runtime/deps.ts';
import { clearLogs } from '../store/log-store.ts';
import { type SaveLogOptions, saveLog } from './effects/save-log.ts';
import { layoutOf, paneBox } from './layout.ts';
import { drawLog } from './panes/logs-window.ts';

export type LogScreenOptions = SaveLogOptions & { readonly clock: Pick<Clock, 'now'> };

/** Where the pane has no room on the screen: the end of the log. */
const hidden = (length: number): LogWindow => {
  const last = Math.max(0, length - 1);
  return { top: last, lastTop: last, entries: [] };
};

/** The logs as commands see them, at the size they are drawn in now. */
export function logScreen(options: LogScreenOptions): LogScreen {
  const { log, logRows, view, fleet, clock } = options;
  return {
    sources: () => log.getState().sources,
    ring: log.getState().ring,
    rows: logRows,
    window: () => {
      const state = view.getState();
      const box = paneBox(layoutOf(state), 'logs');
      if (box === null) return hidden(logRows.length());
      const { sources } = log.getState();
      const { logView } = state;
      return drawLog({ rows: logRows, sources, logView, fleet: fleet.getState(), box, now: clock.now() });
    },
    clear: () => clearLogs(log),
    save: saveLog(options),
  };
}
