import type { App } from '../model/app.ts';
import type { Deployment } from '../model/deployment.ts';
import type { RelatedDomain, RelatedSnapshot } from '../model/related.ts';
import type { Server } from '../model/server.ts';
import type { DetailsPage } from '../store/details-page.ts';
import type { FleetState } from '../store/fleet-state.ts';
import type { CommandContext } from './command.ts';

/** Something that belongs to the resource of a details page, a row each. */
export type RelatedRow =
  | { readonly type: 'server'; readonly server: Server }
  | { readonly type: 'app'; readonly app: App }
  | { readonly type: 'deployment'; readonly deployment: Deployment }
  | { readonly type: 'domain'; readonly domain: RelatedDomain }
  | { readonly type: 'snapshot'; readonly snapshot: RelatedSnapshot };

/** What the lists know first, then what the provider told; all of a kind together. */
export function relatedRows({ ref, related }: DetailsPage, fleet: FleetState): readonly RelatedRow[] {
  const app = fleet.apps.get(ref);
  const own = app === undefined ? undefined : fleet.servers.get(app.server ?? '');
  const domains =
    related?.domains ??
    (app?.domains ?? []).map((host): RelatedDomain => ({ host, isVerified: null, certificate: null }));
  return [
    ...(own === undefined ? [] : [{ type: 'server', server: own } as const]),
    ...[...fleet.apps.values()]
      .filter((other) => other.server === ref)
      .map((other): RelatedRow => ({ type: 'app', app: other })),
    ...(related?.deployments ?? []).map((deployment): RelatedRow => ({ type: 'deployment', deployment })),
    ...domains.map((domain): RelatedRow => ({ type: 'domain', domain })),
    ...(related?.snapshots ?? []).map((snapshot): RelatedRow => ({ type: 'snapshot', snapshot })),
  ];
}

/** The row under the cursor, where related rows are looked at. */
export function relatedRowUnderCursor({ view, fleet }: CommandContext): RelatedRow | null {
  const { overlay } = view.getState();
  if (overlay?.type !== 'details' || overlay.section !== 'related') return null;
  return relatedRows(overlay, fleet.getState())[overlay.index] ?? null;
}

/** What stands for a row where it is copied. */
export function textOfRelated(row: RelatedRow): string {
  switch (row.type) {
    case 'server':
      return row.server.ref;
    case 'app':
      return row.app.ref;
    case 'deployment':
      return row.deployment.id;
    case 'domain':
      return row.domain.host;
    case 'snapshot':
      return row.snapshot.name;
  }
}
