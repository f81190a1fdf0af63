import type { Column } from '../../listing/column.ts';
import type { FleetState } from '../../store/fleet-state.ts';
import { pendingVerbs } from '../../store/pending.ts';
import type { Rows } from '../../store/rows.ts';
import { Pane } from '../components/pane.tsx';
import { tableLines } from '../components/table-lines.ts';
import { useDashboard, useFleet, useView } from '../dashboard-context.ts';
import { useCursor } from '../hooks/use-cursor.ts';
import { listHeight, type PlacedPane } from '../layout.ts';
import type { Span, Token } from '../theme/style.ts';
import { emptyLines } from './empty-lines.ts';

type ListPaneProps<Row> = {
  readonly box: PlacedPane;
  readonly list: 'servers' | 'apps';
  readonly select: (fleet: FleetState) => Rows<Row>;
  readonly columns: readonly Column<Row>[];
  readonly token: (columnId: string, row: Row, now: number) => Token;
  /** Said behind the place in the list. */
  readonly remark?: string;
};

/** A pane that is one list with a cursor. */
export function ListPane<Row extends { readonly ref: string }>({
  box,
  list,
  select,
  columns,
  token,
  remark,
}: ListPaneProps<Row>) {
  const rows = useFleet(select);
  const problems = useFleet(useDashboard().selectors.problems)[list];
  const isEmpty = rows.items.length === 0;
  const providers = useFleet((fleet) => (isEmpty ? fleet.providers : null));
  const { now, pane, marks, isProblemsOnly } = useView(({ now, pane, marks, isProblemsOnly }) => ({
    now,
    pane,
    marks,
    isProblemsOnly,
  }));
  const pending = pendingVerbs(useFleet((fleet) => fleet.actions));
  const traits = ({ ref }: Row) => ({
    isMarked: marks.has(ref),
    isProblem: problems.has(ref),
    pendingVerb: pending.get(ref) ?? null,
  });
  const height = listHeight(box);
  const { index, top } = useCursor(list, rows, height);
  const table = { columns, token, items: rows.items, top, index, width: box.width - 2, height };
  const lines =
    providers === null
      ? tableLines({ ...table, isFocused: pane === list, now, traits })
      : emptyLines([...providers.values()], list, isProblemsOnly);
  return (
    <Pane
      box={box}
      note={[
        [isEmpty ? '' : `${index + 1}/${rows.items.length}`, 'muted'],
        [marks.size === 0 ? '' : ` ${marks.size} marked`, 'accent'],
        ...problemNote(problems.size, isProblemsOnly),
        [remark === undefined || remark === '' || isEmpty ? '' : ` · ${remark}`, 'muted'],
      ]}
      lines={lines}
    />
  );
}

const problemNote = (count: number, isProblemsOnly: boolean): readonly Span[] => {
  if (isProblemsOnly) return [[' only problems: ! shows all', 'warning']];
  return count === 0 ? [] : [[` ${count} wrong`, 'alert']];
};
