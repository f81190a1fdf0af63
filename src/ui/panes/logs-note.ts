import type { Keymap } from '../../commands/command.ts';
import { groupThousands } from '../../format/money.ts';
import type { LogRing } from '../../store/log-ring.ts';
import type { Span } from '../theme/style.ts';
import { type LogPaneState, nameIn } from './logs-window.ts';

/** A search that is nearly through is not worth a word. */
const worthSaying = 0.9;

/** From this width on there is room for the key beside the word. */
const roomyWidth = 80;

/** Beside the pane's title: whose log, how many lines, whether it is followed, and what is searched for. */
export function logNote(state: LogPaneState & { readonly ring: LogRing }, keymap: Keymap): readonly Span[] {
  const { sources, fleet, logView } = state;
  const [source] = sources;
  if (source === undefined) return [];
  const received = sources.reduce((sum, one) => sum + one.received, 0);
  const deployment = sources.length === 1 && source.deploymentId !== null ? ` ${source.deploymentId}` : '';
  return [
    [sources.length === 1 ? nameIn(fleet)(source.ref) : `${sources.length} logs`, 'text'],
    [deployment, 'accent'],
    [` ${count(received)} lines`, 'muted'],
    ...placeSpans(state, keymap),
    ...searchSpans(state),
    [logView.times === 'utc' ? ' · UTC' : '', 'muted'],
    [logView.pinned === null ? '' : ' · pinned', 'muted'],
  ];
}

const count = (value: number): string => groupThousands(String(value));

/** Whether the end is followed; else how much came in since it was stopped. */
function placeSpans(
  { sources, rows, box, logView: { hold } }: LogPaneState,
  { press }: Keymap,
): readonly Span[] {
  if (hold === null)
    return [[sources.some(({ phase }) => phase === 'following') ? ' · following' : '', 'muted']];
  const fresh = rows.length() - rows.indexAt(hold.newFrom);
  return [
    [fresh === 0 ? ' · not following' : ` · ${count(fresh)} new line${fresh === 1 ? '' : 's'}`, 'warning'],
    [box.width < roomyWidth ? '' : `: ${press('logs.follow')} follows`, 'muted'],
  ];
}

function searchSpans({ rows, logView }: LogPaneState & { readonly ring: LogRing }): readonly Span[] {
  const { search, isFilter, neighbours } = logView;
  const matched = rows.matched();
  if (matched === null) return [];
  const progress = rows.progress();
  const around = isFilter && neighbours > 0 ? ` ±${neighbours}` : '';
  return [
    [` · ${isFilter ? 'only' : 'marked'} ${search}${around}`, 'accent'],
    [` ${count(matched)} found`, 'muted'],
    [progress < worthSaying ? ` searching ${Math.floor(progress * 100)}%` : '', 'warning'],
  ];
}
