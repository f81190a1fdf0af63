import { type AlertState, calm } from '../alerts/watch.ts';
import type { BalanceSample } from '../billing/balance-sample.ts';
import type { App } from '../model/app.ts';
import type { Billing } from '../model/billing.ts';
import type {
  ActionRecord,
  DeploymentEnd,
  ListName,
  ProviderIdentity,
  ProviderLacks,
  Traffic,
} from '../model/fleet-event.ts';
import type { LoginSession } from '../model/login-session.ts';
import type { Metrics } from '../model/metrics.ts';
import type { ProbeState } from '../model/probe-state.ts';
import type { Problem } from '../model/problem.ts';
import type { ProviderState } from '../model/provider-status.ts';
import type { Server } from '../model/server.ts';
import { defaultThresholds, type Thresholds } from '../model/thresholds.ts';
import {
  receiverOff,
  type WebhookEvent,
  type WebhookReceiver,
  type WebhookRefusals,
} from '../model/webhook.ts';
import { createHistories, type Histories } from './histories.ts';

/** One list of one provider: what we know apart from what we are doing. Times are epoch ms. */
export type ListState = {
  readonly isLoading: boolean;
  /** When the data shown was read; null before the first success. */
  readonly readAt: number | null;
  /** Why the newest attempt failed; null after a success. The data of the last success stays. */
  readonly failure: Problem | null;
  /** Rows or parts that the last success could not read. */
  readonly partial: readonly Problem[];
};

export type ProviderEntry = {
  readonly name: string;
  readonly type: string;
  /** Tells this account from another under the same name. */
  readonly account: string;
  /** The vendor's name. */
  readonly title: string;
  /** Sentences for what this vendor's API does not have. */
  readonly lacks: ProviderLacks;
  readonly lists: Readonly<Partial<Record<ListName, ListState>>>;
  readonly state: ProviderState;
  /** The problem that explains the state. */
  readonly problem: Problem | null;
  readonly traffic: Traffic | null;
};

/** One server that is sampled over ssh. */
export type ProbeEntry = {
  readonly state: ProbeState;
  /** The newest readings by either way, each as it came. */
  readonly ssh: Metrics | null;
  readonly api: Metrics | null;
  /** Who was logged in when that was told last; null before, and where nothing there can tell. */
  readonly logins: readonly LoginSession[] | null;
};

/** Maps are in the order the providers are configured in, then as each provider lists. Keys are references. */
export type FleetState = {
  readonly providers: ReadonlyMap<string, ProviderEntry>;
  readonly servers: ReadonlyMap<string, Server>;
  readonly apps: ReadonlyMap<string, App>;
  /** Rows whose state was read by itself since their list was begun last, by reference. */
  readonly newer: {
    readonly servers: ReadonlyMap<string, Server>;
    readonly apps: ReadonlyMap<string, App>;
  };
  /** By provider. */
  readonly billing: ReadonlyMap<string, Billing>;
  readonly history: Histories;
  /** Servers that are sampled over ssh, by reference. */
  readonly probes: ReadonlyMap<string, ProbeEntry>;
  /** Who is logged in over all of them. */
  readonly sessions: ReadonlyMap<string, LoginSession>;
  /** Own readings of the balance, by provider, oldest first. */
  readonly balances: ReadonlyMap<string, readonly BalanceSample[]>;
  /** By id, oldest first. */
  readonly actions: ReadonlyMap<string, ActionRecord>;
  /** What is wrong, and what was told of it. */
  readonly alerts: AlertState;
  readonly thresholds: Thresholds;
  /** Deployments that ended while their log was followed, newest last. */
  readonly deploymentEnds: readonly DeploymentEnd[];
  /** Webhooks that were received, newest last. */
  readonly webhooks: readonly WebhookEvent[];
  readonly receiver: WebhookReceiver;
  /** Of this receiver; null where it refused nothing. */
  readonly refusals: WebhookRefusals | null;
};

/** A list nobody has read yet. */
const unreadList: ListState = { isLoading: false, readAt: null, failure: null, partial: [] };

export const initialFleet = (
  identities: readonly ProviderIdentity[],
  thresholds: Thresholds = defaultThresholds,
): FleetState => ({
  providers: entriesOf(identities),
  servers: new Map(),
  apps: new Map(),
  newer: { servers: new Map(), apps: new Map() },
  billing: new Map(),
  history: createHistories(),
  probes: new Map(),
  sessions: new Map(),
  balances: new Map(),
  actions: new Map(),
  alerts: calm,
  thresholds,
  deploymentEnds: [],
  webhooks: [],
  receiver: receiverOff,
  refusals: null,
});

/** Providers of which nothing is known yet but who they are. */
export const entriesOf = (identities: readonly ProviderIdentity[]): FleetState['providers'] =>
  new Map(
    identities.map(({ name, type, account, title, lacks, lists }) => [
      name,
      {
        name,
        type,
        account,
        title,
        lacks,
        lists: Object.fromEntries(lists.map((list) => [list, unreadList])),
        state: 'connecting',
        problem: null,
        traffic: null,
      },
    ]),
  );
