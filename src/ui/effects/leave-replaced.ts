import type { FleetStore } from '../../store/fleet-store.ts';
import type { Overlay } from '../../store/overlay.ts';
import type { ViewStore } from '../../store/view-store.ts';

/**
 * Takes marks off, and closes what shows a row or an account, where their provider left the configuration or another
 * account has its name now: the same reference may be another resource there.
 */
export function leaveReplaced(fleet: FleetStore, view: ViewStore, signal: AbortSignal): void {
  const unsubscribe = fleet.subscribe(({ providers }, before) => {
    if (providers === before.providers) return;
    const hasLeft = (name: string) => providers.get(name)?.account !== before.providers.get(name)?.account;
    const { marks, overlay } = view.getState();
    const about = providerOf(overlay);
    if (about !== null && hasLeft(about)) view.setState({ overlay: null });
    const kept = [...marks].filter((ref) => !hasLeft(providerIn(ref)));
    if (kept.length < marks.size) view.setState({ marks: new Set(kept) });
  });
  signal.addEventListener('abort', unsubscribe);
}

/** Whose row or account a page shows, or lies over; null: nobody's, or it looks by itself. */
function providerOf(overlay: Overlay | null): string | null {
  switch (overlay?.type) {
    case 'menu':
    case 'details':
      return overlay.ref === null ? null : providerIn(overlay.ref);
    case 'text':
      return overlay.under === null ? null : providerIn(overlay.under.ref);
    case 'account':
      return overlay.provider;
    default:
      return null;
  }
}

const providerIn = (ref: string): string => ref.split('/')[0] ?? '';
