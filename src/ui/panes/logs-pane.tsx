import { Pane } from '../components/pane.tsx';
import type { InnerLine } from '../components/spans.ts';
import { useDashboard, useFleet, useKeymap, useLog, useView } from '../dashboard-context.ts';
import type { PlacedPane } from '../layout.ts';
import { logNote } from './logs-note.ts';
import { drawLog } from './logs-window.ts';

/** The logs that were chosen, or that of the app selected in Apps: their end, or where they were stopped. */
export function LogsPane({ box }: { readonly box: PlacedPane }) {
  const { logRows: rows } = useDashboard();
  const { sources, ring } = useLog((state) => state);
  const fleet = useFleet(({ servers, apps }) => ({ servers, apps }));
  const { logView, now } = useView(({ logView, now }) => ({
    logView,
    now: logView.times === 'relative' ? now : 0,
  }));
  const keymap = useKeymap();
  const state = { rows, sources, logView, fleet, box, now };
  const lines =
    sources.length === 0 ? [muted('Select an app in Apps to follow its log')] : drawLog(state).lines;
  const note = sources.length === 0 ? [] : logNote({ ...state, ring }, keymap);
  return <Pane box={box} note={note} lines={lines.length === 0 ? [nothing()] : lines} />;

  function nothing(): InnerLine {
    if (ring.length() > 0)
      return muted(
        rows.progress() < 1 ? 'Searching …' : `No line is found: ${keymap.press('back')} shows all`,
      );
    const isOpening = sources.every(({ phase }) => phase === 'connecting');
    return muted(isOpening ? 'Opening the stream …' : 'No lines yet');
  }
}

const muted = (text: string): InnerLine => ({ spans: [[` ${text}`, 'muted']] });
