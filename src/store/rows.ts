import { type AlertEvent, isRaised } from '../alerts/alert.ts';
import type { App } from '../model/app.ts';
import type { Billing } from '../model/billing.ts';
import type { ActionRecord } from '../model/fleet-event.ts';
import type { Server } from '../model/server.ts';
import { createReportSelector, type ReportSelector } from './billing-report.ts';
import type { FleetState } from './fleet-state.ts';
import type { Cursor, PaneId, ViewState } from './view-state.ts';

/** The rows of a list in the order shown, the key of each, and where each stands. */
export type Rows<T> = {
  readonly items: readonly T[];
  readonly keys: readonly string[];
  readonly indexOf: ReadonlyMap<string, number>;
};

/** Remembers its newest answer: the same inputs give the same object. */
function remember<In extends readonly unknown[], Out>(
  derive: (...inputs: In) => Out,
): (...inputs: In) => Out {
  let last: { readonly inputs: In; readonly output: Out } | null = null;
  return (...inputs) => {
    if (last === null || inputs.some((input, index) => !Object.is(input, last?.inputs[index])))
      last = { inputs, output: derive(...inputs) };
    return last.output;
  };
}

/** What was done from here, or what went wrong by itself. */
export type Activity =
  | { readonly type: 'action'; readonly id: string; readonly at: number; readonly action: ActionRecord }
  | { readonly type: 'alert'; readonly id: string; readonly at: number; readonly event: AlertEvent };

/** References of what is wrong now. */
export type Problems = { readonly servers: ReadonlySet<string>; readonly apps: ReadonlySet<string> };

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
  readonly activity: (fleet: FleetState) => Rows<Activity>;
  readonly problems: (fleet: FleetState) => Problems;
};

/** `shown` says how the operator wants the lists; whoever draws them draws anew when that changes. */
export function createRowSelectors(
  shown: () => Pick<ViewState, 'isProblemsOnly'> = () => ({ isProblemsOnly: false }),
): RowSelectors {
  const sortServers = createNameOrder<Server>();
  const sortApps = createNameOrder<App>();
  const servers = remember((all: FleetState['servers'], only: ReadonlySet<string> | null) =>
    rowsOf(sortServers(all).filter(isAmong(only)), refOf),
  );
  const apps = remember((all: FleetState['apps'], only: ReadonlySet<string> | null) =>
    rowsOf(sortApps(all).filter(isAmong(only)), refOf),
  );
  const problems = createProblems();
  const live = remember((all: FleetState['servers']) =>
    rowsOf(
      [...all.values()]
        .filter((server) => cpuOf(server) !== null)
        .sort((a, b) => (cpuOf(b) ?? 0) - (cpuOf(a) ?? 0)),
      refOf,
    ),
  );
  const billing = remember((all: FleetState['billing']) =>
    rowsOf([...all.values()], (account) => account.provider),
  );
  const activity = remember((actions: FleetState['actions'], events: readonly AlertEvent[]) =>
    rowsOf(mergeActivity(actions, events), ({ id }) => id),
  );
  return {
    servers: (fleet) => servers(fleet.servers, shown().isProblemsOnly ? problems(fleet).servers : null),
    apps: (fleet) => apps(fleet.apps, shown().isProblemsOnly ? problems(fleet).apps : null),
    live: (fleet) => live(fleet.servers),
    billing: (fleet) => billing(fleet.billing),
    activity: (fleet) => activity(fleet.actions, fleet.alerts.events),
    problems,
    report: createReportSelector(),
  };
}

const refOf = ({ ref }: { readonly ref: string }): string => ref;

const isAmong =
  (only: ReadonlySet<string> | null) =>
  ({ ref }: { readonly ref: string }): boolean =>
    only === null || only.has(ref);

/** The same object as long as the same things are wrong, however that came and went meanwhile. */
function createProblems(): (fleet: FleetState) => Problems {
  let last: Problems = { servers: new Set(), apps: new Set() };
  const derive = remember((alerts: FleetState['alerts']['alerts']): Problems => {
    const wrong = (type: 'server' | 'app') =>
      new Set(
        [...alerts.values()].flatMap((alert) =>
          isRaised(alert) && alert.subject.type === type ? [alert.subject.key] : [],
        ),
      );
    const [servers, apps] = [wrong('server'), wrong('app')];
    if (!isSameSet(last.servers, servers) || !isSameSet(last.apps, apps)) last = { servers, apps };
    return last;
  });
  return (fleet) => derive(fleet.alerts.alerts);
}

const isSameSet = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every((key) => b.has(key));

/** Newest first. */
function mergeActivity(actions: FleetState['actions'], events: readonly AlertEvent[]): readonly Activity[] {
  const done = [...actions.values()].map(
    (action): Activity => ({ type: 'action', id: action.id, at: action.startedAt, action }),
  );
  const seen = events.map((event): Activity => ({ type: 'alert', id: event.id, at: event.at, event }));
  return [...done, ...seen].reverse().sort((a, b) => b.at - a.at);
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
