import { createdApart } from '../../model/same-creation.ts';
import type { FleetState } from '../../store/fleet-state.ts';
import type { FleetStore } from '../../store/fleet-store.ts';
import type { ViewStore } from '../../store/view-store.ts';

/**
 * Takes a mark off once its reference is that of another resource, as its id was given away again: what is marked is to
 * be what was marked.
 */
export function dropReusedMarks(fleet: FleetStore, view: ViewStore, signal: AbortSignal): void {
  /** When each was created, epoch ms. */
  const marked = new Map<string, number | null>();
  const look = () => {
    const { marks } = view.getState();
    for (const ref of marked.keys()) if (!marks.has(ref)) marked.delete(ref);
    const kept = [...marks].filter((ref) => {
      const now = createdAt(fleet.getState(), ref);
      const before = marked.get(ref);
      if (before == null) marked.set(ref, now);
      return !createdApart(before ?? null, now);
    });
    if (kept.length < marks.size) view.setState({ marks: new Set(kept) });
  };
  const stops = [
    fleet.subscribe((now, before) => {
      if (view.getState().marks.size > 0 && (now.servers !== before.servers || now.apps !== before.apps))
        look();
    }),
    view.subscribe((now, before) => {
      if (now.marks !== before.marks) look();
    }),
  ];
  look();
  signal.addEventListener('abort', () => {
    for (const stop of stops) stop();
  });
}

const createdAt = ({ servers, apps }: FleetState, ref: string): number | null =>
  (servers.get(ref) ?? apps.get(ref))?.createdAt ?? null;
