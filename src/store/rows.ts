import { type AlertEvent, isRaised } from '../alerts/alert.ts';
import { appFields, type Field, serverFields, sessionFields } from '../listing/fields.ts';
import type { App } from '../model/app.ts';
import type { Billing } from '../model/billing.ts';
import type { ActionRecord } from '../model/fleet-event.ts';
import type { LoginSession } from '../model/login-session.ts';
import type { Server } from '../model/server.ts';
import type { WebhookEvent } from '../model/webhook.ts';
import type { ListId } from './arrangement.ts';
import { createReportSelector, type ReportSelector } from './billing-report.ts';
import type { FleetState } from './fleet-state.ts';
import { createListRows, type Resource } from './list-rows.ts';
import { remember } from './remember.ts';
import type { Cursor, PaneId, ViewState } from './view-state.ts';

/** The rows of a list in the order shown, the key of each, and where each stands. */
export type Rows<T> = {
  readonly items: readonly T[];
  readonly keys: readonly string[];
  readonly indexOf: ReadonlyMap<string, number>;
  /** How many there are without the filter. */
  readonly total: number;
};

/** What of the view decides which rows there are, and in which order. */
export type Shown = Pick<ViewState, 'arrangements' | 'scope' | 'now' | 'isProblemsOnly'>;

/** What was done from here, what went wrong by itself, or what a provider told by itself. */
export type Activity =
  | { readonly type: 'action'; readonly id: string; readonly at: number; readonly action: ActionRecord }
  | { readonly type: 'alert'; readonly id: string; readonly at: number; readonly event: AlertEvent }
  | { readonly type: 'webhook'; readonly id: string; readonly at: number; readonly webhook: WebhookEvent };

/** References of what is wrong now. */
export type Problems = { readonly servers: ReadonlySet<string>; readonly apps: ReadonlySet<string> };

/** Selectors of one dashboard. They keep identity: an unchanged fleet, arranged as before, gives unchanged rows. */
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
  /** Who is logged in on the servers that are sampled over ssh. */
  readonly sessions: (fleet: FleetState) => Rows<LoginSession>;
  readonly problems: (fleet: FleetState) => Problems;
  /** Prepares the rows of a list for a filter, from one on until `isOver`; the row to go on with, null behind the last. */
  readonly readAhead: (list: ListId, fleet: FleetState, from: number, isOver: () => boolean) => number | null;
};

/** `shown` says how the operator wants the lists; whoever draws them draws anew when that changes. */
export function createRowSelectors(shown: () => Shown): RowSelectors {
  const servers = createArranged(serverFields, shown);
  const apps = createArranged(appFields, shown);
  const sessions = createArranged(sessionFields, shown);
  const problems = createProblems();
  const live = remember((all: FleetState['servers'], scope: string | null) =>
    rowsOf(
      [...all.values()]
        .filter((server) => cpuOf(server) !== null)
        .filter(isInScope(scope))
        .sort((a, b) => (cpuOf(b) ?? 0) - (cpuOf(a) ?? 0)),
      refOf,
    ),
  );
  const billing = remember((all: FleetState['billing'], scope: string | null) =>
    rowsOf([...all.values()].filter(isInScope(scope)), (account) => account.provider),
  );
  const activity = remember(
    (
      actions: FleetState['actions'],
      events: readonly AlertEvent[],
      webhooks: FleetState['webhooks'],
      scope: string | null,
    ) =>
      rowsOf(
        mergeActivity(actions, events, webhooks).filter(
          (entry) => scope === null || providerOf(entry) === scope,
        ),
        ({ id }) => id,
      ),
  );
  const problemsOf = (fleet: FleetState): Problems | null =>
    shown().isProblemsOnly ? problems(fleet) : null;
  return {
    servers: (fleet) => servers.arranged('servers', fleet.servers, problemsOf(fleet)?.servers ?? null),
    apps: (fleet) => apps.arranged('apps', fleet.apps, problemsOf(fleet)?.apps ?? null),
    live: (fleet) => live(fleet.servers, shown().scope),
    billing: (fleet) => billing(fleet.billing, shown().scope),
    activity: (fleet) => activity(fleet.actions, fleet.alerts.events, fleet.webhooks, shown().scope),
    sessions: (fleet) => sessions.arranged('sessions', fleet.sessions, null),
    problems,
    report: createReportSelector(),
    readAhead: (list, fleet, from, isOver) =>
      list === 'servers'
        ? servers.readAhead([...fleet.servers.values()], from, isOver)
        : apps.readAhead([...fleet.apps.values()], from, isOver),
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
function mergeActivity(
  actions: FleetState['actions'],
  events: readonly AlertEvent[],
  webhooks: FleetState['webhooks'],
): readonly Activity[] {
  const done = [...actions.values()].map(
    (action): Activity => ({ type: 'action', id: action.id, at: action.startedAt, action }),
  );
  const seen = events.map((event): Activity => ({ type: 'alert', id: event.id, at: event.at, event }));
  const told = webhooks.map(
    (webhook): Activity => ({
      type: 'webhook',
      id: `webhook ${webhook.id}`,
      at: webhook.receivedAt,
      webhook,
    }),
  );
  return [...done, ...seen, ...told].reverse().sort((a, b) => b.at - a.at);
}

const cpuOf = (server: Server): number | null => server.metrics?.cpuPercent ?? null;

function providerOf(entry: Activity): string {
  switch (entry.type) {
    case 'action':
      return entry.action.provider;
    case 'alert':
      return entry.event.subject.provider;
    case 'webhook':
      return entry.webhook.provider;
  }
}

const isInScope =
  (scope: string | null) =>
  ({ provider }: { readonly provider: string }): boolean =>
    scope === null || provider === scope;

/** A list as it is arranged: what is in scope, and wrong where only that is wanted; in its order; and of that what the filter lets through. */
function createArranged<Row extends Resource>(fields: readonly Field<Row>[], shown: () => Shown) {
  const { ordered, filtered, readAhead } = createListRows(fields);
  const meant = remember(
    (all: ReadonlyMap<string, Row>, scope: string | null, only: ReadonlySet<string> | null) => {
      const rows = [...all.values()];
      return scope === null && only === null ? rows : rows.filter(isInScope(scope)).filter(isAmong(only));
    },
  );
  const toRows = remember((items: readonly Row[], total: number) => rowsOf(items, refOf, total));
  const arranged = (
    list: ListId,
    all: ReadonlyMap<string, Row>,
    only: ReadonlySet<string> | null,
  ): Rows<Row> => {
    const { arrangements, scope, now } = shown();
    const { sort, filter } = arrangements[list];
    const rows = ordered(meant(all, scope, only), sort);
    return toRows(filtered(rows, filter, now), rows.length);
  };
  return { arranged, readAhead };
}

function rowsOf<T>(items: readonly T[], keyOf: (item: T) => string, total = items.length): Rows<T> {
  const keys = items.map(keyOf);
  const indexOf = new Map<string, number>();
  for (const [index, key] of keys.entries()) indexOf.set(key, index);
  return { items, keys, indexOf, total };
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
