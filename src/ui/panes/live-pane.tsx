import { useMemo } from 'react';
import { formatReadAge } from '../../format/age.ts';
import type { TimeRange } from '../../format/time-columns.ts';
import { arrangeColumns } from '../../listing/arrange-columns.ts';
import { highlightOf } from '../../listing/highlight.ts';
import { chartedFigure, liveColumns } from '../../listing/live-columns.ts';
import type { Metrics } from '../../model/metrics.ts';
import type { Server } from '../../model/server.ts';
import { Pane } from '../components/pane.tsx';
import type { InnerLine } from '../components/spans.ts';
import { tableLines } from '../components/table-lines.ts';
import { useDashboard, useFleet, useKeymap, useRows, useView } from '../dashboard-context.ts';
import { useCursor } from '../hooks/use-cursor.ts';
import type { PlacedPane } from '../layout.ts';
import type { Span } from '../theme/style.ts';
import { serverToken } from '../tokens.ts';
import { listNote, noneMeets, troubleNote } from './list-note.ts';
import { timeSparkline } from './live-figures.ts';
import { followedServer, liveList } from './live-head.ts';
import { liveLayout } from './live-layout.ts';
import { marksOf } from './live-marks.ts';
import { rangeOf, spanTitles } from './live-range.ts';
import { selectedLines } from './live-selected.ts';
import { lackOf } from './live-view.ts';

/** The selected server's load on top, then the busiest servers, until they are sorted otherwise. */
export function LivePane({ box }: { readonly box: PlacedPane }) {
  const { selectors, fleet: store } = useDashboard();
  const rows = useRows(selectors.live);
  const problems = useFleet(selectors.problems).servers;
  // Which row is selected depends on which rows are shown.
  const { now, cursors, pane, chartSpan, isProblemsOnly, arrangement, marks } = useView((view) => ({
    now: view.now,
    cursors: view.cursors,
    pane: view.pane,
    chartSpan: view.chartSpan,
    isProblemsOnly: view.isProblemsOnly,
    arrangement: view.arrangements.live,
    marks: view.marks,
  }));
  const fleet = useFleet(({ servers, apps, actions, history, providers, thresholds, probes }) => ({
    servers,
    apps,
    actions,
    history,
    providers,
    thresholds,
    probes,
  }));
  const { filter, sort, columns: choices } = arrangement;
  const columns = useMemo(() => arrangeColumns(liveColumns, choices, sort), [choices, sort]);
  const highlight = useMemo(() => highlightOf(filter, 'name'), [filter]);
  const selected = followedServer({ pane, cursors }, store.getState(), selectors);
  const width = box.width - 2;
  const range = (columns: number) => rangeOf(chartSpan, fleet.history, now, columns);
  const head =
    selected === undefined
      ? [{ spans: [[' No server yet', 'muted']] } satisfies InnerLine]
      : selectedLines({
          server: selected,
          history: fleet.history.byRef.get(selected.ref),
          probe: fleet.probes.get(selected.ref)?.state,
          lacks: lackOf(selected, fleet.providers),
          isProblem: problems.has(selected.ref),
          thresholds: fleet.thresholds,
          range,
          marks: (shown: TimeRange) =>
            marksOf(selected.ref, fleet.history.byRef.get(selected.ref), fleet, shown),
          layout: liveLayout(box),
          width,
          now,
        });
  const { height } = liveList(box, selected, fleet);
  const { index, top } = useCursor('live', rows, height);
  const isFocused = pane === 'live';
  const { items, total } = rows;
  const token = serverToken(fleet.thresholds);
  const keymap = useKeymap();
  const table = () =>
    tableLines({
      columns,
      token: (columnId, server, at) => token(chartedFigure(columnId) ?? columnId, server, at),
      drawn: (columnId, { ref }, cells) => {
        const figure = chartedFigure(columnId);
        return figure === null ? null : timeSparkline(fleet.history.byRef.get(ref), figure, cells, range);
      },
      items,
      top,
      // Elsewhere the selected server is the one under the cursor of Servers.
      index: isFocused ? index : -1,
      width,
      height,
      isFocused,
      now,
      highlight,
      traits: ({ ref }) => ({
        isMarked: marks.has(ref),
        isProblem: problems.has(ref),
        pendingVerb: null,
      }),
    });
  const list =
    items.length > 0 ? table() : total > 0 ? noneMeets(keymap, total) : isProblemsOnly ? nothingWrong : [];
  return (
    <Pane
      box={box}
      note={[
        ...listNote({ rows, index, filter }),
        ...troubleNote(keymap, 0, isProblemsOnly),
        ...spanNote(selected, now, spanTitles[chartSpan]),
      ]}
      lines={[...head, ...list]}
    />
  );
}

const nothingWrong: readonly InnerLine[] = [
  { spans: [[' No server that is measured is in trouble', 'muted']] },
];

const spanNote = (selected: Server | undefined, now: number, spanTitle: string): readonly Span[] => {
  if (selected === undefined) return [];
  const { metrics } = selected;
  const read =
    metrics === null ? '' : ` · read ${formatReadAge(metrics.observedAt, now)} ago${way[metrics.source]}`;
  return [[` ${spanTitle}${read}`, 'muted']];
};

const way: Readonly<Record<Metrics['source'], string>> = { api: '', ssh: ' over ssh' };
