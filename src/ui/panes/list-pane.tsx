import { useMemo } from 'react';
import { arrangeColumns } from '../../listing/arrange-columns.ts';
import type { Column } from '../../listing/column.ts';
import { highlightOf } from '../../listing/highlight.ts';
import type { FleetState } from '../../store/fleet-state.ts';
import { pendingVerbs } from '../../store/pending.ts';
import { countInScope } from '../../store/problems.ts';
import type { Rows } from '../../store/rows.ts';
import { Pane } from '../components/pane.tsx';
import type { InnerLine } from '../components/spans.ts';
import { tableLines } from '../components/table-lines.ts';
import { useDashboard, useFleet, useKeymap, useRows, useView } from '../dashboard-context.ts';
import { useCursor } from '../hooks/use-cursor.ts';
import { listHeight, type PlacedPane } from '../layout.ts';
import type { Token } from '../theme/style.ts';
import { emptyLines } from './empty-lines.ts';
import { listNote, noneMeets, troubleNote } from './list-note.ts';

type ListPaneProps<Row> = {
  readonly box: PlacedPane;
  readonly list: 'servers' | 'apps' | 'sessions';
  readonly select: (fleet: FleetState) => Rows<Row>;
  /** The columns there are, of which the operator chooses. */
  readonly columns: readonly Column<Row>[];
  readonly token: (columnId: string, row: Row, now: number) => Token;
  /** The columns are shown as they are: those of another view than the one the operator chose for. */
  readonly isFixed?: boolean;
  /** Said behind the place in the list. */
  readonly remark?: string;
  /** Said where there are no rows at all; else why the list of the providers has none. */
  readonly empty?: readonly InnerLine[];
};

/** A pane that is one list with a cursor, arranged as the operator wants it. */
export function ListPane<Row extends { readonly ref: string }>({
  box,
  list,
  select,
  columns: all,
  token,
  isFixed = false,
  remark,
  empty,
}: ListPaneProps<Row>) {
  const rows = useRows(select);
  const inTrouble = useFleet(useDashboard().selectors.problems);
  const problems = list === 'sessions' ? noTrouble : inTrouble[list];
  const isEmpty = rows.items.length === 0;
  const providers = useFleet((fleet) => (isEmpty ? fleet.providers : null));
  const { now, pane, marks, scope, isProblemsOnly, arrangement } = useView((view) => ({
    now: view.now,
    pane: view.pane,
    marks: view.marks,
    scope: view.scope,
    isProblemsOnly: view.isProblemsOnly,
    arrangement: view.arrangements[list],
  }));
  const known = useFleet((fleet): ReadonlyMap<string, unknown> | null =>
    marks.size === 0 ? null : fleet[list],
  );
  const { filter, sort } = arrangement;
  const choices = isFixed ? null : arrangement.columns;
  const columns = useMemo(() => arrangeColumns(all, choices, sort), [all, choices, sort]);
  const highlight = useMemo(() => highlightOf(filter, 'name'), [filter]);
  const pending = pendingVerbs(useFleet((fleet) => fleet.actions));
  const traits = ({ ref }: Row) => ({
    isMarked: marks.has(ref),
    isProblem: problems.has(ref),
    pendingVerb: pending.get(ref) ?? null,
  });
  const height = listHeight(box);
  const keymap = useKeymap();
  const { index, top } = useCursor(list, rows, height);
  const table = { columns, token, items: rows.items, top, index, width: box.width - 2, height, highlight };
  const nothing = (): readonly InnerLine[] =>
    rows.total > 0
      ? noneMeets(keymap, rows.total)
      : (empty ??
        emptyLines(
          [...(providers?.values() ?? [])].filter(({ name }) => scope === null || name === scope),
          list === 'sessions' ? 'servers' : list,
          keymap,
          isProblemsOnly,
        ));
  const lines = isEmpty ? nothing() : tableLines({ ...table, isFocused: pane === list, now, traits });
  const marked = known === null ? [] : [...marks].filter((ref) => known.has(ref));
  return (
    <Pane
      box={box}
      note={[
        ...listNote({ rows, index, filter, marked }),
        ...troubleNote(keymap, countInScope(problems, scope), isProblemsOnly),
        [remark === undefined || remark === '' || isEmpty ? '' : ` · ${remark}`, 'muted'],
      ]}
      lines={lines}
    />
  );
}

/** A login is no trouble in itself. */
const noTrouble: ReadonlySet<string> = new Set();
