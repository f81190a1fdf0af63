import type { ViewState } from '../../store/view-state.ts';
import type { ViewStore } from '../../store/view-store.ts';

/** What decides which lists and servers are on the screen. */
const parts = [
  'cursors',
  'columns',
  'rows',
  'pane',
  'scope',
  'arrangements',
  'isZoomed',
  'layout',
  'isProblemsOnly',
] as const satisfies readonly (keyof ViewState)[];

/** Tells whenever something else is looked at: what is polled follows it. Pages over the panes hide all of them. */
export function followLooks(view: ViewStore, onChange: () => void, signal: AbortSignal): void {
  const unsubscribe = view.subscribe((now, before) => {
    const isCovered = now.overlay !== null;
    if (isCovered !== (before.overlay !== null) || parts.some((part) => now[part] !== before[part]))
      onChange();
  });
  signal.addEventListener('abort', unsubscribe);
}
