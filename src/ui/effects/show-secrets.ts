import type { OneTimeSecret } from '../../model/action.ts';
import type { Clock } from '../../runtime/deps.ts';
import type { ViewStore } from '../../store/view-store.ts';

/** Pages that somebody is typing into, or has not closed yet, are not covered. */
const busy: ReadonlySet<string> = new Set(['question', 'form', 'secret']);

/**
 * Shows what is told once, one after the other, each until it is closed: from then on it is held nowhere. What comes
 * while a page is busy waits for its end.
 */
export function showSecrets(
  view: ViewStore,
  clock: Pick<Clock, 'now'>,
  signal: AbortSignal,
): (secret: OneTimeSecret) => void {
  const waiting: OneTimeSecret[] = [];
  const showNext = () => {
    const { overlay } = view.getState();
    if (overlay !== null && busy.has(overlay.type)) return;
    const secret = waiting.shift();
    if (secret !== undefined)
      view.setState({ overlay: { type: 'secret', secret, openedAt: clock.now(), top: 0 } });
  };
  const unsubscribe = view.subscribe(showNext);
  signal.addEventListener('abort', unsubscribe);
  return (secret) => {
    waiting.push(secret);
    showNext();
  };
}
