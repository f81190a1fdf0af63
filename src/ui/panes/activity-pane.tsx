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

/** What was done from here, newest first. */
export function ActivityPane({ box }: { readonly box: PlacedPane }) {
  const { selectors } = useDashboard();
  const rows = useRows(selectors.activity);
  const servers = useFleet((fleet) => fleet.servers);
  const { now, pane } = useView((view) => ({ now: view.now, pane: view.pane }));
  const height = textHeight(box);
  const { index, top } = useCursor('activity', rows, height);
  const lines = rows.items.slice(top, top + height).map((action, offset): InnerLine => {
    const isUnderCursor = pane === 'activity' && top + offset === index;
    return {
      spans: spansOf(action, servers, now),
      ...(isUnderCursor ? { under: 'selection' as const } : {}),
    };
  });
  const nothing: readonly InnerLine[] = [{ spans: [[' Nothing was done from here yet', 'muted']] }];
  return <Pane box={box} note={[]} lines={lines.length === 0 ? nothing : lines} />;
}

function spansOf(action: ActionRecord, servers: FleetState['servers'], now: number): InnerLine['spans'] {
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
