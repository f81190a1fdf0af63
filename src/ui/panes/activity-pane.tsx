import type { AlertEvent } from '../../alerts/alert.ts';
import { formatSpan } from '../../format/age.ts';
import { formatClockTime } from '../../format/clock-time.ts';
import { fitTo } from '../../format/fit.ts';
import { toneSymbol } from '../../format/status.ts';
import { webhookSentence } from '../../format/webhook.ts';
import type { ActionRecord } from '../../model/fleet-event.ts';
import type { WebhookEvent } from '../../model/webhook.ts';
import type { FleetState } from '../../store/fleet-state.ts';
import type { Activity } from '../../store/rows.ts';
import type { InnerLine } from '../components/framed.ts';
import { Pane } from '../components/pane.tsx';
import { useDashboard, useFleet, useRows, useView } from '../dashboard-context.ts';
import { useCursor } from '../hooks/use-cursor.ts';
import { type PlacedPane, textHeight } from '../layout.ts';
import { phaseSymbol, phaseToken } from '../tokens.ts';

/** What was done from here and what went wrong by itself, newest first. */
export function ActivityPane({ box }: { readonly box: PlacedPane }) {
  const { selectors } = useDashboard();
  const rows = useRows(selectors.activity);
  const { servers, apps } = useFleet((fleet) => ({ servers: fleet.servers, apps: fleet.apps }));
  const { now, pane } = useView((view) => ({ now: view.now, pane: view.pane }));
  const height = textHeight(box);
  const { index, top } = useCursor('activity', rows, height);
  const lines = rows.items.slice(top, top + height).map((row, offset): InnerLine => {
    const isUnderCursor = pane === 'activity' && top + offset === index;
    return {
      spans: spansOf(row, { servers, apps }, now),
      ...(isUnderCursor ? { under: 'selection' as const } : {}),
    };
  });
  const nothing: readonly InnerLine[] = [
    { spans: [[' Nothing was done from here yet, and nothing went wrong', 'muted']] },
  ];
  return <Pane box={box} note={[]} lines={lines.length === 0 ? nothing : lines} />;
}

function spansOf(
  row: Activity,
  known: Pick<FleetState, 'servers' | 'apps'>,
  now: number,
): InnerLine['spans'] {
  switch (row.type) {
    case 'action':
      return actionSpans(row.action, known, now);
    case 'alert':
      return alertSpans(row.event);
    case 'webhook':
      return webhookSpans(row.webhook);
  }
}

function webhookSpans(webhook: WebhookEvent): InnerLine['spans'] {
  const { receivedAt, name, provider, end } = webhook;
  const token = end === 'failed' ? 'alert' : end === 'succeeded' ? 'status.good' : 'text';
  return [
    [` ${formatClockTime(receivedAt)} `, 'muted'],
    [`${toneSymbol(end === 'failed' ? 'bad' : 'good')} ${fitTo('webhook', 9)} `, token],
    [`${name ?? provider} `, 'text'],
    [webhookSentence(webhook), token],
  ];
}

function actionSpans(
  action: ActionRecord,
  { servers, apps }: Pick<FleetState, 'servers' | 'apps'>,
  now: number,
): InnerLine['spans'] {
  const { phase, startedAt, endedAt, verb, name, message, ref } = action;
  const present =
    phase === 'unknown' && ref !== null ? (servers.get(ref) ?? apps.get(ref))?.status : undefined;
  return [
    [` ${formatClockTime(startedAt)} `, 'muted'],
    [`${phaseSymbol(phase)} ${fitTo(verb, 9)} `, phaseToken(phase)],
    [`${name} `, 'text'],
    [present === undefined ? message : `it is ${present} now; ${message}`, phaseToken(phase)],
    [` ${formatSpan((endedAt ?? now) - startedAt)}`, 'muted'],
  ];
}

function alertSpans({ at, type, kind, subject, message }: AlertEvent): InnerLine['spans'] {
  const token = type === 'raised' ? 'alert' : 'status.good';
  return [
    [` ${formatClockTime(at)} `, 'muted'],
    [`${type === 'raised' ? '!' : '●'} ${fitTo(kind, 9)} `, token],
    [`${subject.name} `, 'text'],
    [message, token],
  ];
}
