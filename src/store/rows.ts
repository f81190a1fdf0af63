import type { AccountReport } from '../billing/account-report.ts';
import type { FleetReport } from '../billing/fleet-report.ts';
import {
  accountFields,
  activityFields,
  appFields,
  type Field,
  serverFields,
  sessionFields,
} from '../listing/fields.ts';
import type { ListId } from '../listing/list-id.ts';
import type { SortKey } from '../listing/order.ts';
import type { App } from '../model/app.ts';
import type { LoginSession } from '../model/login-session.ts';
import type { Server } from '../model/server.ts';
import { type Activity, activityRow, isBadActivity, mergeActivity, providerOfActivity } from './activity.ts';
import { createReportSelector } from './billing-report.ts';
import type { FleetState } from './fleet-state.ts';
import { createListRows } from './list-rows.ts';
import { createPlaceOf } from './place-of.ts';
import { createProblems, type Problems } from './problems.ts';
import { remember } from './remember.ts';
import type { Cursor, PaneId, ViewState } from './view-state.ts';

/** The rows of a list in the order shown, the key of each, and where each stands. */
export type Rows<T> = {
  readonly items: readonly T[];
  readonly keys: readonly string[];
  readonly placeOf: (key: string) => number | undefined;
  /** How many there are without the filter. */
  readonly total: number;
};

/** What of the view decides which rows there are, and in which order. */
export type Shown = Pick<ViewState, 'arrangements' | 'scope' | 'now' | 'isProblemsOnly' | 'rates'>;

/** Selectors of one dashboard. They keep identity: an unchanged fleet, arranged as before, gives unchanged rows. */
export type RowSelectors = {
  readonly servers: (fleet: FleetState) => Rows<Server>;
  readonly apps: (fleet: FleetState) => Rows<App>;
  /** Servers with a CPU figure, busiest first. */
  readonly live: (fleet: FleetState) => Rows<Server>;
  readonly billing: (fleet: FleetState) => Rows<AccountReport>;
  /** What is in scope costs, and how long the money lasts. */
  readonly report: (fleet: FleetState) => FleetReport;
  /** Newest first. */
  readonly activity: (fleet: FleetState) => Rows<Activity>;
  /** Who is logged in on the servers that are sampled over ssh. */
  readonly sessions: (fleet: FleetState) => Rows<LoginSession>;
  readonly problems: (fleet: FleetState) => Problems;
  /** Prepares the rows of a list for a filter, from one on until `isOver`; the row to go on with, null behind the last. */
  readonly readAhead: (list: ListId, fleet: FleetState, from: number, isOver: () => boolean) => number | null;
};

/** `shown` says how the operator wants the lists; whoever draws them draws anew when that changes. */
export function createRowSelectors(shown: () => Shown): RowSelectors {
  const ofResource = { keyOf: refOf, providerOf: ({ provider }: { readonly provider: string }) => provider };
  const servers = createArranged('servers', serverFields, ofResource, shown);
  const apps = createArranged('apps', appFields, ofResource, shown);
  const live = createArranged('live', serverFields, ofResource, shown);
  const billing = createArranged(
    'billing',
    accountFields,
    { keyOf: accountOf, providerOf: accountOf },
    shown,
  );
  // What happened at once stays as it came.
  const ofActivity = { keyOf: idOf, providerOf: providerOfActivity, ties: [] };
  const activity = createArranged('activity', overActivity, ofActivity, shown);
  const sessions = createArranged('sessions', sessionFields, ofResource, shown);
  const problems = createProblems();
  const reportOf = createReportSelector();
  const report = (fleet: FleetState) => reportOf(fleet, shown().rates, shown().scope);
  const measured = remember((all: FleetState['servers']) =>
    [...all.values()].filter(({ metrics }) => metrics?.cpuPercent != null),
  );
  const allServers = remember(valuesOf<Server>);
  const allApps = remember(valuesOf<App>);
  const allSessions = remember(valuesOf<LoginSession>);
  const happened = remember(mergeActivity);
  const bad = remember((all: readonly Activity[]) => new Set(all.filter(isBadActivity).map(idOf)));
  // A login is nothing wrong in itself: what may be is the server.
  const loggedInOn = remember(
    (all: readonly LoginSession[], servers: ReadonlySet<string>) =>
      new Set(all.filter(({ server }) => servers.has(server)).map(refOf)),
  );
  const problemsOf = (fleet: FleetState): Problems | null =>
    shown().isProblemsOnly ? problems(fleet) : null;
  return {
    servers: (fleet) => servers.arranged(allServers(fleet.servers), problemsOf(fleet)?.servers ?? null),
    apps: (fleet) => apps.arranged(allApps(fleet.apps), problemsOf(fleet)?.apps ?? null),
    live: (fleet) => live.arranged(measured(fleet.servers), problemsOf(fleet)?.servers ?? null),
    billing: (fleet) => billing.arranged(report(fleet).accounts, problemsOf(fleet)?.accounts ?? null),
    activity: (fleet) => {
      const { actions, alerts, deploymentEnds, webhooks, refusals } = fleet;
      const all = happened(actions, alerts.events, deploymentEnds, webhooks, refusals);
      return activity.arranged(all, shown().isProblemsOnly ? bad(all) : null);
    },
    sessions: (fleet) => {
      const all = allSessions(fleet.sessions);
      const wrong = problemsOf(fleet)?.servers ?? null;
      return sessions.arranged(all, wrong === null ? null : loggedInOn(all, wrong));
    },
    problems,
    report,
    readAhead: (list, fleet, from, isOver) => {
      switch (list) {
        case 'servers':
          return servers.readAhead(allServers(fleet.servers), from, isOver);
        case 'apps':
          return apps.readAhead(allApps(fleet.apps), from, isOver);
        case 'live':
          return live.readAhead(measured(fleet.servers), from, isOver);
        case 'sessions':
          return sessions.readAhead(allSessions(fleet.sessions), from, isOver);
        // Too few to be worth it.
        case 'billing':
        case 'activity':
          return null;
      }
    },
  };
}

const valuesOf = <T>(all: ReadonlyMap<string, T>): readonly T[] => [...all.values()];

const idOf = ({ id }: Activity): string => id;

const accountOf = ({ billing }: AccountReport): string => billing.provider;

const overActivity: readonly Field<Activity>[] = activityFields.map((field) => ({
  ...field,
  text: (activity, now) => field.text(activityRow(activity), now),
  value: (activity) => field.value(activityRow(activity)),
}));

const refOf = ({ ref }: { readonly ref: string }): string => ref;

type Listed<Row> = {
  readonly keyOf: (row: Row) => string;
  readonly providerOf: (row: Row) => string;
  /** What decides between equals, where that is not the name. */
  readonly ties?: readonly SortKey[];
};

/** A list as it is arranged: what is in scope, and wrong where only that is wanted; in its order; and of that what the filter lets through. */
function createArranged<Row extends object>(
  list: ListId,
  fields: readonly Field<Row>[],
  { keyOf, providerOf, ties }: Listed<Row>,
  shown: () => Shown,
) {
  const { ordered, filtered, readAhead } = createListRows(fields, ties);
  const meant = remember((rows: readonly Row[], scope: string | null, only: ReadonlySet<string> | null) =>
    scope === null && only === null
      ? rows
      : rows
          .filter((row) => scope === null || providerOf(row) === scope)
          .filter((row) => only === null || only.has(keyOf(row))),
  );
  const toRows = remember(createRows(keyOf));
  const arranged = (all: readonly Row[], only: ReadonlySet<string> | null): Rows<Row> => {
    const { arrangements, scope, now } = shown();
    const { sort, filter } = arrangements[list];
    const rows = ordered(meant(all, scope, only), sort);
    return toRows(filtered(rows, filter, now), rows.length);
  };
  return { arranged, readAhead };
}

/** Makes rows of items. Where the same resources stand in the same order as before, their places are not noted anew. */
function createRows<T>(keyOf: (item: T) => string): (items: readonly T[], total?: number) => Rows<T> {
  let last: Pick<Rows<T>, 'keys' | 'placeOf'> = { keys: [], placeOf: createPlaceOf([]) };
  return (items, total = items.length) => {
    const { keys } = last;
    if (items.length !== keys.length || items.some((item, index) => keyOf(item) !== keys[index])) {
      const next = items.map(keyOf);
      last = { keys: next, placeOf: createPlaceOf(next) };
    }
    return { items, ...last, total };
  };
}

/** Where a cursor stands now: on its resource wherever that went; on its old place when the resource is gone. */
export const cursorIndex = (cursor: Cursor, rows: Rows<unknown>): number =>
  (cursor.key === null ? undefined : rows.placeOf(cursor.key)) ??
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
    case 'sessions':
      return selectors.sessions(fleet);
    case 'logs':
      return null;
  }
};

/**
 * The key under the cursor: the resource's reference, in Sessions that of the server, in Billing the provider; null in
 * an empty list.
 */
export function selectedKey(
  selectors: RowSelectors,
  pane: PaneId,
  fleet: FleetState,
  cursor: Cursor,
): string | null {
  if (pane === 'sessions') {
    const sessions = selectors.sessions(fleet);
    return sessions.items[cursorIndex(cursor, sessions)]?.server ?? null;
  }
  const rows = paneRows(selectors, pane, fleet);
  return rows?.keys[cursorIndex(cursor, rows)] ?? null;
}
