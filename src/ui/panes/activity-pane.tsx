import { useMemo } from 'react';
import type { Keymap } from '../../commands/command.ts';
import { arrangeColumns } from '../../listing/arrange-columns.ts';
import { highlightOf } from '../../listing/highlight.ts';
import { isBadActivity } from '../../store/activity.ts';
import { Pane } from '../components/pane.tsx';
import type { InnerLine } from '../components/spans.ts';
import { tableLines } from '../components/table-lines.ts';
import { useDashboard, useFleet, useKeymap, useRows, useView } from '../dashboard-context.ts';
import { useCursor } from '../hooks/use-cursor.ts';
import { listHeight, type PlacedPane } from '../layout.ts';
import { activityScreenColumns, activityToken, drawnActivity } from './activity-columns.ts';
import { listNote, noneMeets, troubleNote, wentWrong } from './list-note.ts';

/** What was done from here and what went wrong by itself, newest first until it is sorted otherwise. */
export function ActivityPane({ box }: { readonly box: PlacedPane }) {
  const { selectors } = useDashboard();
  const rows = useRows(selectors.activity);
  const { servers, apps } = useFleet((fleet) => ({ servers: fleet.servers, apps: fleet.apps }));
  const { now, pane, isProblemsOnly, arrangement } = useView((view) => ({
    now: view.now,
    pane: view.pane,
    isProblemsOnly: view.isProblemsOnly,
    arrangement: view.arrangements.activity,
  }));
  const { filter, sort, columns: choices } = arrangement;
  const all = useMemo(
    () => activityScreenColumns((ref) => (servers.get(ref) ?? apps.get(ref))?.status),
    [servers, apps],
  );
  const columns = useMemo(() => arrangeColumns(all, choices, sort), [all, choices, sort]);
  const highlight = useMemo(() => highlightOf(filter, 'name'), [filter]);
  const height = listHeight(box);
  const keymap = useKeymap();
  const { index, top } = useCursor('activity', rows, height);
  const isFocused = pane === 'activity';
  const { items, total } = rows;
  const lines =
    items.length === 0
      ? nothing(keymap, total, isProblemsOnly)
      : tableLines({
          columns,
          token: activityToken,
          drawn: (columnId, activity, width) => drawnActivity(columnId, activity, width, now),
          items,
          top,
          index: isFocused ? index : -1,
          width: box.width - 2,
          height,
          isFocused,
          now,
          highlight,
        });
  const wrong = items.filter(isBadActivity).length;
  return (
    <Pane
      box={box}
      note={[...listNote({ rows, index, filter }), ...troubleNote(keymap, wrong, isProblemsOnly, wentWrong)]}
      lines={lines}
    />
  );
}

function nothing(keymap: Keymap, total: number, isProblemsOnly: boolean): readonly InnerLine[] {
  if (total > 0) return noneMeets(keymap, total);
  const text = isProblemsOnly ? 'Nothing went wrong' : 'Nothing was done from here, and no alert came yet';
  return [{ spans: [[` ${text}`, 'muted']] }];
}
