import type { App } from '../model/app.ts';
import type { Billing } from '../model/billing.ts';
import type { ActionRecord } from '../model/fleet-event.ts';
import type { Server } from '../model/server.ts';
import { createReportSelector, type ReportSelector } from './billing-report.ts';
import type { FleetState } from './fleet-state.ts';
import type { Cursor, PaneId } from './view-state.ts';

/** The rows of a list in the order shown, the key of each, and where each stands. */
export type Rows<T> = {
  readonly items: readonly T[];
  readonly keys: readonly string[];
  readonly indexOf: ReadonlyMap<string, number>;
};

/** Remembers its newest answer: the same input gives the same object. */
function remember<In, Out>(derive: (input: In) => Out): (input: In) => Out {
  let last: { readonly input: In; readonly output: Out } | null = null;
  return (input) => {
    if (last === null || !Object.is(last.input, input)) last = { input, output: derive(input) };
    return last.output;
  };
}

/** Selectors of one dashboard. They keep identity: an unchanged fleet gives unchanged rows. */
export type RowSelectors = {
  readonly servers: (fleet: FleetState) => Rows<Server>;
  readonly apps: (fleet: FleetState) => Rows<App>;
  /** Servers with a CPU figure, busiest first. */
  readonly live: (fleet: FleetState) => Rows<Server>;
  readonly billing: (fleet: FleetState) => Rows<Billing>;
  /** What the fleet costs and how long the money lasts. */
  readonly report: ReportSelector;
  /** Newest first. */
  readonly activity: (fleet: FleetState) => Rows<ActionRecord>;
};

export function createRowSelectors(): RowSelectors {
  const sortServers = createNameOrder<Server>();
  const sortApps = createNameOrder<App>();
  const servers = remember((all: FleetState['servers']) => rowsOf(sortServers(all), (server) => server.ref));
  const apps = remember((all: FleetState['apps']) => rowsOf(sortApps(all), (app) => app.ref));
  const live = remember((all: FleetState['servers']) =>
    rowsOf(
      [...all.values()]
        .filter((server) => cpuOf(server) !== null)
        .sort((a, b) => (cpuOf(b) ?? 0) - (cpuOf(a) ?? 0)),
      (server) => server.ref,
    ),
  );
  const billing = remember((all: FleetState['billing']) =>
    rowsOf([...all.values()], (account) => account.provider),
  );
  const activity = remember((all: FleetState['actions']) =>
    rowsOf([...all.values()].reverse(), (action) => action.id),
  );
  return {
    servers: (fleet) => servers(fleet.servers),
    apps: (fleet) => apps(fleet.apps),
    live: (fleet) => live(fleet.servers),
    billing: (fleet) => billing(fleet.billing),
    report: createReportSelector(),
    activity: (fleet) => activity(fleet.actions),
  };
}

const cpuOf = (server: Server): number | null => server.metrics?.cpuPercent ?? null;

function rowsOf<T>(items: readonly T[], keyOf: (item: T) => string): Rows<T> {
  const keys = items.map(keyOf);
  return { items, keys, indexOf: new Map(keys.map((key, index) => [key, index])) };
}

type Named = { readonly name: string; readonly ref: string };

/**
 * Sorts by name, with the numbers in names in their order, then by reference so that equal names never swap places.
 * Most changes leave all names as they are: then the order found before serves again.
 */
function createNameOrder<T extends Named>(): (all: ReadonlyMap<string, T>) => readonly T[] {
  const collator = new Intl.Collator('en', { numeric: true });
  let names = new Map<string, string>();
  let order: readonly string[] = [];
  return (all) => {
    const isKnown =
      all.size === names.size && [...all.values()].every(({ ref, name }) => names.get(ref) === name);
    if (!isKnown) {
      names = new Map([...all.values()].map(({ ref, name }) => [ref, name]));
      order = [...all.values()]
        .sort((a, b) => collator.compare(a.name, b.name) || collator.compare(a.ref, b.ref))
        .map(({ ref }) => ref);
    }
    return order.flatMap((ref) => all.get(ref) ?? []);
  };
}

/** Where a cursor stands now: on its resource wherever that went; on its old place when the resource is gone. */
export const cursorIndex = (cursor: Cursor, rows: Rows<unknown>): number =>
  (cursor.key === null ? undefined : rows.indexOf.get(cursor.key)) ??
  Math.max(0, Math.min(cursor.index, rows.items.length - 1));

/** The first row to show so that the cursor is in view and no room is wasted, moving as little as possible. */
export function windowTop(top: number, index: number, count: number, height: number): number {
  const upper = Math.min(top, index);
  const lower = Math.max(upper, index - height + 1);
  return Math.max(0, Math.min(lower, count - height));
}

/** The rows of a pane that has any. */
export const paneRows = (selectors: RowSelectors, pane: PaneId, fleet: FleetState): Rows<unknown> | null => {
  switch (pane) {
    case 'servers':
      return selectors.servers(fleet);
    case 'apps':
      return selectors.apps(fleet);
    case 'live':
      return selectors.live(fleet);
    case 'billing':
      return selectors.billing(fleet);
    case 'activity':
      return selectors.activity(fleet);
    case 'logs':
      return null;
  }
};

/** The key under the cursor: the resource's reference, or the provider in Billing; null in an empty list. */
export function selectedKey(
  selectors: RowSelectors,
  pane: PaneId,
  fleet: FleetState,
  cursor: Cursor,
): string | null {
  const rows = paneRows(selectors, pane, fleet);
  return rows?.keys[cursorIndex(cursor, rows)] ?? null;
}
