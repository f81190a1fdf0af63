import type { AlertEvent } from '../../alerts/alert.ts';
import { formatSpan } from '../../format/age.ts';
import { formatClockTime } from '../../format/clock-time.ts';
import { fitTo } from '../../format/fit.ts';
import type { ActionRecord } from '../../model/fleet-event.ts';
import type { FleetState } from '../../store/fleet-state.ts';
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
  const servers = useFleet((fleet) => fleet.servers);
  const { now, pane } = useView((view) => ({ now: view.now, pane: view.pane }));
  const height = textHeight(box);
  const { index, top } = useCursor('activity', rows, height);
  const lines = rows.items.slice(top, top + height).map((row, offset): InnerLine => {
    const isUnderCursor = pane === 'activity' && top + offset === index;
    return {
      spans: row.type === 'action' ? actionSpans(row.action, servers, now) : alertSpans(row.event),
      ...(isUnderCursor ? { under: 'selection' as const } : {}),
    };
  });
  const nothing: readonly InnerLine[] = [
    { spans: [[' Nothing was done from here yet, and nothing went wrong', 'muted']] },
  ];
  return <Pane box={box} note={[]} lines={lines.length === 0 ? nothing : lines} />;
}

function actionSpans(action: ActionRecord, servers: FleetState['servers'], now: number): InnerLine['spans'] {
  const { phase, startedAt, endedAt, verb, name, message, ref } = action;
  const present = phase === 'unknown' && ref !== null ? servers.get(ref)?.status : undefined;
  return [
    [` ${formatClockTime(startedAt)} `, 'muted'],
    [`${phaseSymbol(phase)} ${fitTo(verb, 9)} `, phaseToken(phase)],
    [`${name} `, 'text'],
    [`${message}${present === undefined ? '' : `; it is ${present} now`}`, phaseToken(phase)],
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
