import { formatSpan } from '../format/age.ts';
import { formatPercent } from '../format/percent.ts';
import type { App } from '../model/app.ts';
import type { Billing } from '../model/billing.ts';
import type { ActionRecord } from '../model/fleet-event.ts';
import type { LoginSession } from '../model/login-session.ts';
import type { Metrics } from '../model/metrics.ts';
import type { Server } from '../model/server.ts';
import type { AppStatus, ServerStatus } from '../model/status.ts';
import type { Thresholds } from '../model/thresholds.ts';
import { type Alert, type AlertEvent, type AlertKind, type AlertSubject, holds } from './alert.ts';
import { explainStop } from './own-actions.ts';
import { type Look, step } from './step.ts';

/** All that is remembered from one event to the next. */
export type AlertState = {
  /** By subject and kind. */
  readonly alerts: ReadonlyMap<string, Alert>;
  /** Newest last. */
  readonly events: readonly AlertEvent[];
  /**
   * Of each server and app that was seen, by provider and reference: epoch ms since when it runs; null where it does
   * not, or is not meant to.
   */
  readonly upSince: UpSince;
  /** How many events there were: the next one's id. */
  readonly count: number;
};

export const calm: AlertState = {
  alerts: new Map(),
  events: [],
  upSince: { server: new Map(), app: new Map() },
  count: 0,
};

type UpSince = Readonly<Record<'server' | 'app', ReadonlyMap<string, ReadonlyMap<string, number | null>>>>;

/** More than this many are forgotten, oldest first. */
const mostEvents = 300;

/** One provider's servers, or its apps, as a list told them at `at` (epoch ms). */
export type Listed =
  | {
      readonly type: 'server';
      readonly provider: string;
      readonly rows: readonly Server[];
      readonly at: number;
    }
  | { readonly type: 'app'; readonly provider: string; readonly rows: readonly App[]; readonly at: number };

/** After a list was read: who failed, who stopped without being told to. What is gone has no problems. */
export function watchStates(
  state: AlertState,
  { type, provider, rows, at }: Listed,
  actions: Iterable<ActionRecord>,
): AlertState {
  const known = state.upSince[type].get(provider);
  const upSince = new Map<string, number | null>();
  const inTrouble = new Set(Array.from(state.alerts.values(), ({ subject }) => subject.key));
  const looks: Told[] = [];
  for (const { ref, name, status } of rows) {
    const before = known?.get(ref);
    const isFirst = before === undefined;
    const since = stillUpSince(status, before ?? null, at);
    const isOff = status === 'stopped' && since !== null;
    const reason = isOff ? explainStop(actions, ref, since, at) : null;
    upSince.set(ref, reason === 'meant' ? null : since);
    const [hasFailed, hasStopped] = [isFailed(status), isOff && reason === null];
    // What was well and is well makes most of a fleet.
    if (!hasFailed && !hasStopped && !inTrouble.has(ref)) continue;
    const subject: AlertSubject = { type, key: ref, provider, name };
    const both = { subject, isFirst, at, figure: status };
    looks.push(
      { ...both, kind: 'failed', isWrong: hasFailed },
      { ...both, kind: 'stopped', isWrong: hasStopped },
    );
  }
  const left = dropAlerts(
    look(state, looks),
    ({ subject }) => subject.type === type && subject.provider === provider && !upSince.has(subject.key),
  );
  if (known !== undefined && isSameMap(known, upSince)) return left;
  const all = new Map(left.upSince[type]).set(provider, upSince);
  return { ...left, upSince: { ...left.upSince, [type]: all } };
}

/** What stops, or is on its way, counts as up until it is known to be meant to be off. */
function stillUpSince(status: ServerStatus | AppStatus, before: number | null, at: number): number | null {
  if (status === 'running') return before ?? at;
  return status === 'idle' || status === 'deleted' ? null : before;
}

const failedStates: ReadonlySet<string> = new Set(['error', 'failed', 'suspended']);

const isFailed = (status: ServerStatus | AppStatus): boolean => failedStates.has(status);

const isSameMap = <V>(a: ReadonlyMap<string, V>, b: ReadonlyMap<string, V>): boolean => {
  if (a.size !== b.size) return false;
  for (const [key, value] of b) if (!a.has(key) || !Object.is(a.get(key), value)) return false;
  return true;
};

/** After one server's load was read, for the first time or again. Without a figure there is nothing to be wrong. */
export function watchLoad(
  state: AlertState,
  { ref, provider, name }: Server,
  metrics: Metrics | null,
  thresholds: Thresholds,
  isFirst: boolean,
): AlertState {
  const subject: AlertSubject = { type: 'server', key: ref, provider, name };
  const figures = [
    ['cpu', metrics?.cpuPercent ?? null],
    ['memory', metrics?.memoryPercent ?? null],
  ] as const;
  return figures.reduce((next, [kind, percent]) => {
    if (metrics === null || percent === null)
      return dropAlerts(next, (alert) => alert.kind === kind && alert.subject.key === ref);
    const isWrong = percent >= thresholds[kind];
    const figure = formatPercent(percent);
    return look(next, [{ kind, subject, isWrong, isFirst, at: metrics.observedAt, figure }]);
  }, state);
}

/** More new logins at once than this are counted: a server may claim any number. */
const mostLogins = 5;

/** After it was read who is logged in on a server whose logins matter: who was not there before is told. */
export function watchLogins(
  state: AlertState,
  { ref, provider, name }: Server,
  before: readonly LoginSession[] | null,
  after: readonly LoginSession[],
  at: number,
): AlertState {
  if (before === null) return state;
  const known = new Set(before.map((session) => session.ref));
  const subject: AlertSubject = { type: 'server', key: ref, provider, name };
  const fresh = after.filter((session) => !known.has(session.ref));
  const told = fresh
    .slice(0, mostLogins)
    .map(
      ({ user, terminal, from }) => `${user} logged in${from === null ? '' : ` from ${from}`} on ${terminal}`,
    );
  const rest = fresh.length - told.length;
  const messages = rest === 0 ? told : [...told, `${rest} more logged in`];
  return withEvents(
    state,
    messages.map((message) => ({ at, type: 'raised', kind: 'login', subject, message })),
  );
}

/** Load of machines that have none any more is nothing to be wrong. `hasLoad` is asked for references. */
export const dropLoad = (state: AlertState, hasLoad: (ref: string) => boolean): AlertState =>
  dropAlerts(state, ({ kind, subject }) => (kind === 'cpu' || kind === 'memory') && !hasLoad(subject.key));

/** After providers went, or became other accounts: what they had is known no more, and its end is no news. */
export function leaveProviders(state: AlertState, hasGone: (provider: string) => boolean): AlertState {
  const left = dropAlerts(state, ({ subject }) => hasGone(subject.provider));
  const stay = (known: UpSince['server']) => new Map([...known].filter(([provider]) => !hasGone(provider)));
  const { server, app } = left.upSince;
  return { ...left, upSince: { server: stay(server), app: stay(app) } };
}

/** After an account was read, for the first time or again. */
export function watchMoney(
  state: AlertState,
  {
    provider,
    runwayDays,
    isRefilled,
  }: Pick<Billing, 'provider' | 'runwayDays'> & { readonly isRefilled: boolean },
  thresholds: Thresholds,
  isFirst: boolean,
  at: number,
): AlertState {
  const subject: AlertSubject = { type: 'account', key: provider, provider, name: provider };
  if (runwayDays === null)
    return dropAlerts(state, (alert) => alert.kind === 'runway' && alert.subject.key === provider);
  // Funds that are added by themselves come before the money ends.
  const isWrong = !isRefilled && runwayDays < thresholds.runwayDays;
  const figure = `money for ${formatSpan(runwayDays * dayMs)}`;
  return look(state, [{ kind: 'runway', subject, isWrong, isFirst, at, figure }]);
}

const dayMs = 24 * 60 * 60_000;

/** A look, and how what is looked at stands, in words. */
type Told = Look & { readonly figure: string };

/** After some looks, each at something else. What is remembered is copied once for all of them, where anything changes. */
function look(state: AlertState, looks: readonly Told[]): AlertState {
  let alerts: Map<string, Alert> | null = null;
  const events: Untold[] = [];
  for (const now of looks) {
    const { kind, subject, at } = now;
    const key = `${kind} ${subject.type} ${subject.key}`;
    const before = state.alerts.get(key) ?? null;
    const { alert, news } = step(before, now, holds[kind]);
    if (alert === before) continue;
    alerts ??= new Map(state.alerts);
    if (alert === null) alerts.delete(key);
    else alerts.set(key, alert);
    if (news === null) continue;
    const message = messageOf(kind, news, now.figure, before === null ? 0 : at - before.since);
    events.push({ at, type: news, kind, subject, message });
  }
  return alerts === null ? state : withEvents({ ...state, alerts }, events);
}

type Untold = Omit<AlertEvent, 'id'>;

function withEvents(state: AlertState, untold: readonly Untold[]): AlertState {
  if (untold.length === 0) return state;
  const events = untold.map((event, at): AlertEvent => ({ id: `alert-${state.count + at}`, ...event }));
  return {
    ...state,
    events: [...state.events, ...events].slice(-mostEvents),
    count: state.count + events.length,
  };
}

function messageOf(kind: AlertKind, news: AlertEvent['type'], figure: string, heldMs: number): string {
  switch (kind) {
    case 'cpu':
    case 'memory':
      return news === 'raised' ? `${figure} for ${formatSpan(heldMs)}` : `back to ${figure}`;
    case 'runway':
      return news === 'raised' ? `${figure} left` : `${figure} again`;
    case 'stopped':
      return news === 'raised' ? 'it ran, and nobody stopped it from here' : `it is ${figure} now`;
    case 'failed':
      return news === 'raised' ? `the provider calls it ${figure}` : `it is ${figure} now`;
  }
}

function dropAlerts(state: AlertState, isDropped: (alert: Alert) => boolean): AlertState {
  const kept = [...state.alerts].filter(([, alert]) => !isDropped(alert));
  return kept.length === state.alerts.size ? state : { ...state, alerts: new Map(kept) };
}
