import type { OneTimeSecret } from '../../model/action.ts';
import type { Clock } from '../../runtime/deps.ts';
import type { ViewState } from '../../store/view-state.ts';
import type { ViewStore } from '../../store/view-store.ts';

/** Pages that somebody is typing or choosing in, or has not closed yet, are not covered. */
const busy: ReadonlySet<string> = new Set(['question', 'form', 'secret', 'settings', 'columns']);

/** Neither is a line that is typed: its Esc would be taken for that of what came over it. */
const isBusy = ({ overlay, prompt }: ViewState): boolean =>
  prompt !== null || (overlay !== null && busy.has(overlay.type));

/**
 * Shows what is told once, one after the other, each until it is closed: from then on it is held nowhere. What comes
 * while a page is busy waits for its end, and for what the key that ended it goes on to do.
 */
export function showSecrets(
  view: ViewStore,
  clock: Pick<Clock, 'now'>,
  signal: AbortSignal,
): (secret: OneTimeSecret) => void {
  const waiting: OneTimeSecret[] = [];
  const showNext = () => {
    const secret = isBusy(view.getState()) ? undefined : waiting.shift();
    if (secret !== undefined)
      view.setState({ overlay: { type: 'secret', secret, openedAt: clock.now(), top: 0 } });
  };
  const showSoon = () => {
    if (waiting.length > 0) queueMicrotask(showNext);
  };
  const unsubscribe = view.subscribe(showSoon);
  signal.addEventListener('abort', unsubscribe);
  return (secret) => {
    waiting.push(secret);
    showNext();
  };
}
