import type { Target } from './action.ts';
import type { App } from './app.ts';
import type { Billing } from './billing.ts';
import type { Metrics } from './metrics.ts';
import type { ProbeReport } from './probe-report.ts';
import type { Problem } from './problem.ts';
import type { Server } from './server.ts';
import type { Thresholds } from './thresholds.ts';
import type { WebhookEvent, WebhookReceiver, WebhookRefusals } from './webhook.ts';

/** What a provider is asked for at a regular interval. */
export type ListName = 'servers' | 'apps' | 'billing';

export type ProviderIdentity = {
  readonly name: string;
  readonly type: string;
  /** Tells this account from another under the same name. */
  readonly account: string;
  /** The vendor's name. */
  readonly title: string;
  /** Sentences for what this vendor's API does not have. */
  readonly lacks: ProviderLacks;
  /** What it will be asked for. */
  readonly lists: readonly ListName[];
};

export type ProviderLacks = Readonly<
  Partial<Record<'servers' | 'apps' | 'metrics' | 'billing' | 'logs', string>>
>;

/** Everything that polling finds out, in the order in which it did. Times are epoch ms. */
export type FleetEvent =
  /** The providers that will be asked; before that nobody is known. */
  | { readonly type: 'providers-connected'; readonly providers: readonly ProviderIdentity[] }
  | { readonly type: 'poll-started'; readonly provider: string; readonly list: ListName }
  | {
      readonly type: 'poll-failed';
      readonly provider: string;
      readonly list: ListName;
      readonly at: number;
      readonly problem: Problem;
    }
  | {
      readonly type: 'servers-listed';
      readonly provider: string;
      readonly at: number;
      readonly servers: readonly Server[];
      readonly problems: readonly Problem[];
    }
  | {
      readonly type: 'apps-listed';
      readonly provider: string;
      readonly at: number;
      readonly apps: readonly App[];
      readonly problems: readonly Problem[];
    }
  | {
      readonly type: 'billing-read';
      readonly provider: string;
      readonly at: number;
      readonly billing: Billing;
      readonly problems: readonly Problem[];
    }
  /** All balances known of an account over time, oldest first, the newest just read. */
  | {
      readonly type: 'balance-sampled';
      readonly provider: string;
      readonly samples: readonly { readonly at: number; readonly amount: string }[];
    }
  /** One server is known better than its list told. */
  | { readonly type: 'server-completed'; readonly server: Server }
  /** The state of one server or app was read by itself: it is newer than that of a list that was begun before. */
  | { readonly type: 'state-read'; readonly target: Target }
  /** Null: the server has no metrics right now. */
  | { readonly type: 'metrics-read'; readonly ref: string; readonly metrics: Metrics | null }
  /** What samples over ssh have told. */
  | { readonly type: 'probes-reported'; readonly at: number; readonly reports: readonly ProbeReport[] }
  | { readonly type: 'traffic-measured'; readonly provider: string; readonly traffic: Traffic }
  /** From where on something is a problem. */
  | { readonly type: 'thresholds-set'; readonly thresholds: Thresholds }
  | { readonly type: 'action-changed'; readonly action: ActionRecord }
  /** Confirmed together, and to be begun after the first of them. */
  | { readonly type: 'actions-waiting'; readonly actions: readonly ActionRecord[] }
  | { readonly type: 'deployment-ended'; readonly end: DeploymentEnd }
  | { readonly type: 'webhook-received'; readonly webhook: WebhookEvent }
  | { readonly type: 'webhooks-refused'; readonly refusals: WebhookRefusals }
  | { readonly type: 'receiver-changed'; readonly receiver: WebhookReceiver };

/**
 * Tells of an event. One that `canWait` is what nobody asked for just now: it may be shown a moment later, together with
 * what else there is to show by then.
 */
export type Emit = (event: FleetEvent, canWait?: boolean) => void;

/** A deployment that ended while its log was followed. */
export type DeploymentEnd = {
  /** Reference of its app. */
  readonly ref: string;
  readonly name: string;
  /** Null where the stream did not say which it was. */
  readonly deploymentId: string | null;
  /** The provider's word. */
  readonly status: string;
  /** Whether what was deployed now runs. */
  readonly isGood: boolean;
  /** Epoch ms. */
  readonly at: number;
};

/** One action from its confirmation to its end, as the Activity pane shows it. Times are epoch ms. */
export type ActionRecord = {
  readonly id: string;
  readonly provider: string;
  /** Null for what does not exist yet. */
  readonly ref: string | null;
  readonly name: string;
  readonly verb: string;
  readonly startedAt: number;
  readonly endedAt: number | null;
  /** From being sent until the target had settled; null where nobody saw that. */
  readonly settledMs: number | null;
  /**
   * `waiting`: confirmed, and begun when those before it have gone well. `accepted`: of the journal, which does not tell
   * how it went on.
   */
  readonly phase: 'waiting' | 'sending' | 'following' | 'accepted' | 'done' | 'failed' | 'unknown';
  /** How it stands, or how it ended. */
  readonly message: string;
};

/** What was sent to a provider so far and what its key may still send. */
export type Traffic = {
  readonly requests: number;
  /** Of the newest reply. */
  readonly latencyMs: number | null;
  readonly lastSuccessAt: number | null;
  readonly rateLimit: { readonly limit: number; readonly remaining: number; readonly resetAt: number | null };
  /** Every rolling window of the key, the shortest first. */
  readonly windows: readonly TrafficWindow[];
  /** Null where nothing is asked a server at a time. */
  readonly freshness: Freshness | null;
};

export type TrafficWindow = {
  readonly length: 'minute' | 'hour';
  readonly limit: number;
  /** By all processes of this machine, and by others as far as the provider tells. */
  readonly used: number;
  /** Epoch ms: when the provider counts anew, or else when the first place comes free; null: all are free. */
  readonly resetAt: number | null;
};

/** How old metrics become before they are read again, in ms, as the budget allows it. */
export type Freshness = {
  readonly selectedMs: number;
  readonly visibleMs: number;
  readonly restMs: number;
  /** Servers of this provider on the screen, the selected one among them. */
  readonly visible: number;
};
