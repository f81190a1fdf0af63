import { webhookSentence } from '../format/webhook.ts';
import type { ActivityRow } from '../listing/activity-columns.ts';
import type { Activity } from '../store/rows.ts';

/** An action, an alert or a webhook with the same words for all. */
export function activityRow(activity: Activity): ActivityRow {
  if (activity.type === 'alert') {
    const { at, kind, subject, type, message } = activity.event;
    const { name, key } = subject;
    return { at, what: kind, name, target: key, result: type, message, tookMs: null };
  }
  if (activity.type === 'webhook') {
    const { receivedAt, event, name, ref, provider } = activity.webhook;
    const message = webhookSentence(activity.webhook);
    const row = { at: receivedAt, what: 'webhook', name: name ?? provider, target: ref ?? provider };
    return { ...row, result: event, message, tookMs: null };
  }
  const { startedAt, endedAt, verb, name, ref, provider, phase, message } = activity.action;
  const tookMs = endedAt === null ? null : endedAt - startedAt;
  return { at: startedAt, what: verb, name, target: ref ?? provider, result: phase, message, tookMs };
}
