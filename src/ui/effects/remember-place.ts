import type { Place, ViewState } from '../../store/view-state.ts';
import type { ViewStore } from '../../store/view-store.ts';

/** Keeps the place that was left last, for going back to it. */
export function rememberPlace(view: ViewStore, signal: AbortSignal): void {
  const unsubscribe = view.subscribe((now, before) => {
    if (now.pane !== before.pane || now.isZoomed !== before.isZoomed || now.scope !== before.scope)
      view.setState({ previous: placeOf(before) });
  });
  signal.addEventListener('abort', unsubscribe);
}

const placeOf = ({ pane, isZoomed, scope }: ViewState): Place => ({ pane, isZoomed, scope });
