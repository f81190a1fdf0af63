import type { FleetStore } from '../../store/fleet-store.ts';
import type { Overlay } from '../../store/overlay.ts';
import type { ViewStore } from '../../store/view-store.ts';

/**
 * Takes marks off, and closes the menu or the details of a row, where their provider left the configuration or another
 * account has its name now: the same reference may be another resource there.
 */
export function leaveReplaced(fleet: FleetStore, view: ViewStore, signal: AbortSignal): void {
  const unsubscribe = fleet.subscribe(({ providers }, before) => {
    if (providers === before.providers) return;
    const left = [...before.providers.values()].filter(
      ({ name, account }) => providers.get(name)?.account !== account,
    );
    const hasLeft = (ref: string) => left.some(({ name }) => ref.startsWith(`${name}/`));
    const { marks, overlay } = view.getState();
    const about = refOf(overlay);
    if (about !== null && hasLeft(about)) view.setState({ overlay: null });
    if ([...marks].some(hasLeft))
      view.setState({ marks: new Set([...marks].filter((ref) => !hasLeft(ref))) });
  });
  signal.addEventListener('abort', unsubscribe);
}

const refOf = (overlay: Overlay | null): string | null =>
  overlay?.type === 'menu' || overlay?.type === 'details' ? overlay.ref : null;
