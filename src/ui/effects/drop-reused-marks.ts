import { createdApart } from '../../model/same-creation.ts';
import type { FleetState } from '../../store/fleet-state.ts';
import type { FleetStore } from '../../store/fleet-store.ts';
import type { ViewStore } from '../../store/view-store.ts';

/** What tells the resource that was marked from another one of the same reference. */
type Marked = { readonly createdAt: number | null; readonly account: string | null };

/**
 * Takes a mark off once its reference is that of another resource: an id that was given away again, or another account
 * under the name of a provider. What is marked is to be what was marked.
 */
export function dropReusedMarks(fleet: FleetStore, view: ViewStore, signal: AbortSignal): void {
  const marked = new Map<string, Marked>();
  const look = () => {
    const { marks } = view.getState();
    for (const ref of marked.keys()) if (!marks.has(ref)) marked.delete(ref);
    const kept = [...marks].filter((ref) => {
      const now = markedAs(fleet.getState(), ref);
      const before = marked.get(ref);
      if (now !== null && before === undefined) marked.set(ref, now);
      return now === null || before === undefined || !isAnother(before, now);
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

function markedAs({ servers, apps, providers }: FleetState, ref: string): Marked | null {
  const row = servers.get(ref) ?? apps.get(ref);
  if (row === undefined) return null;
  return { createdAt: row.createdAt, account: providers.get(row.provider)?.account ?? null };
}

const isAnother = (before: Marked, now: Marked): boolean =>
  before.account !== now.account || createdApart(before.createdAt, now.createdAt);
