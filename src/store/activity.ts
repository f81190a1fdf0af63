import type { AlertEvent } from '../alerts/alert.ts';
import { webhookSentence } from '../format/webhook.ts';
import type { ActivityRow } from '../listing/activity-columns.ts';
import type { ActionRecord, DeploymentEnd } from '../model/fleet-event.ts';
import type { WebhookEvent, WebhookRefusals } from '../model/webhook.ts';
import type { FleetState } from './fleet-state.ts';

/** What was done from here, what went wrong by itself, how a deployment ended whose log was followed, or what a provider told by itself. */
export type Activity =
  | { readonly type: 'action'; readonly id: string; readonly at: number; readonly action: ActionRecord }
  | { readonly type: 'alert'; readonly id: string; readonly at: number; readonly event: AlertEvent }
  | { readonly type: 'deployment'; readonly id: string; readonly at: number; readonly end: DeploymentEnd }
  | { readonly type: 'webhook'; readonly id: string; readonly at: number; readonly webhook: WebhookEvent }
  /** One for all of them: whoever sends them gets no more room. */
  | {
      readonly type: 'refusals';
      readonly id: string;
      readonly at: number;
      readonly refusals: WebhookRefusals;
    };

/** All of it, what came last first where times are the same. */
export function mergeActivity(
  actions: FleetState['actions'],
  events: readonly AlertEvent[],
  ends: readonly DeploymentEnd[],
  webhooks: readonly WebhookEvent[],
  refusals: WebhookRefusals | null,
): readonly Activity[] {
  const done = [...actions.values()].map(
    (action): Activity => ({ type: 'action', id: action.id, at: action.startedAt, action }),
  );
  const seen = events.map((event): Activity => ({ type: 'alert', id: event.id, at: event.at, event }));
  const ended = ends.map(
    (end): Activity => ({ type: 'deployment', id: `${end.ref} ${end.at}`, at: end.at, end }),
  );
  const told = webhooks.map(
    (webhook): Activity => ({
      type: 'webhook',
      id: `webhook ${webhook.id}`,
      at: webhook.receivedAt,
      webhook,
    }),
  );
  const refused: readonly Activity[] =
    refusals === null ? [] : [{ type: 'refusals', id: 'refusals', at: refusals.at, refusals }];
  return [...done, ...seen, ...ended, ...told, ...refused].reverse();
}

export function providerOfActivity(activity: Activity): string {
  switch (activity.type) {
    case 'action':
      return activity.action.provider;
    case 'alert':
      return activity.event.subject.provider;
    case 'deployment':
      return activity.end.ref.split('/')[0] ?? '';
    case 'webhook':
      return activity.webhook.provider;
    case 'refusals':
      return '';
  }
}

/** Went wrong, or may have. */
export function isBadActivity(activity: Activity): boolean {
  switch (activity.type) {
    case 'action':
      return activity.action.phase === 'failed' || activity.action.phase === 'unknown';
    case 'alert':
      return activity.event.type === 'raised';
    case 'deployment':
      return !activity.end.isGood;
    case 'webhook':
      return activity.webhook.end === 'failed';
    case 'refusals':
      return activity.refusals.isAtAddress;
  }
}

/** An action, an alert, a deployment or a webhook with the same words for all. */
export function activityRow(activity: Activity): ActivityRow {
  switch (activity.type) {
    case 'alert': {
      const { at, kind, subject, type, message } = activity.event;
      const { name, key } = subject;
      return { at, what: kind, name, target: key, result: type, message, tookMs: null };
    }
    case 'deployment': {
      const { at, name, ref, isGood, status, deploymentId } = activity.end;
      const result = isGood ? 'done' : 'failed';
      const message = deploymentId === null ? status : `${deploymentId} is ${status}`;
      return { at, what: 'deployment', name, target: ref, result, message, tookMs: null };
    }
    case 'webhook': {
      const { receivedAt, end, name, ref, provider } = activity.webhook;
      const message = webhookSentence(activity.webhook);
      const row = { at: receivedAt, what: 'webhook', name: name ?? provider, target: ref ?? provider };
      return { ...row, result: end ?? 'told', message, tookMs: null };
    }
    case 'refusals': {
      const { at, message } = activity.refusals;
      return { at, what: 'webhook', name: 'webhooks', target: '', result: 'refused', message, tookMs: null };
    }
    case 'action': {
      const { startedAt, endedAt, verb, name, ref, provider, phase, message } = activity.action;
      const tookMs = endedAt === null ? null : endedAt - startedAt;
      return { at: startedAt, what: verb, name, target: ref ?? provider, result: phase, message, tookMs };
    }
  }
}
