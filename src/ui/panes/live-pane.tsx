import { formatAge } from '../../format/age.ts';
import type { TimeRange } from '../../format/time-columns.ts';
import type { Metrics } from '../../model/metrics.ts';
import type { Server } from '../../model/server.ts';
import { selectedKey } from '../../store/rows.ts';
import type { InnerLine } from '../components/framed.ts';
import { Pane } from '../components/pane.tsx';
import { useDashboard, useFleet, useRows, useView } from '../dashboard-context.ts';
import { useCursor } from '../hooks/use-cursor.ts';
import type { PlacedPane } from '../layout.ts';
import type { Span } from '../theme/style.ts';
import { busiestTitles, busyRow } from './live-busiest.ts';
import { liveLayout } from './live-layout.ts';
import { marksOf } from './live-marks.ts';
import { rangeOf, spanTitles } from './live-range.ts';
import { selectedLines } from './live-selected.ts';

/** The selected server's load on top, then the busiest servers. */
export function LivePane({ box }: { readonly box: PlacedPane }) {
  const { selectors, fleet: store } = useDashboard();
  const busiest = useRows(selectors.live);
  const problems = useFleet(selectors.problems).servers;
  const { now, cursors, pane, chartSpan } = useView(
    // Which row is selected depends on which rows are shown.
    ({ now, cursors, pane, chartSpan, isProblemsOnly }) => ({
      now,
      cursors,
      pane,
      chartSpan,
      isProblemsOnly,
    }),
  );
  const fleet = useFleet(({ servers, apps, actions, history, providers, thresholds, probes }) => ({
    servers,
    apps,
    actions,
    history,
    providers,
    thresholds,
    probes,
  }));
  const layout = liveLayout(box);
  // While nothing was measured, Live has no row of its own to stand on.
  const followed = pane === 'live' && busiest.items.length > 0 ? 'live' : 'servers';
  const ref = selectedKey(selectors, followed, store.getState(), cursors[followed]);
  const selected = ref === null ? undefined : fleet.servers.get(ref);
  const width = box.width - 2;
  const range = (columns: number) => rangeOf(chartSpan, fleet.history, now, columns);
  const head =
    selected === undefined
      ? [{ spans: [[' No server yet', 'muted']] } satisfies InnerLine]
      : selectedLines({
          server: selected,
          history: fleet.history.byRef.get(selected.ref),
          probe: fleet.probes.get(selected.ref)?.state,
          lacks: fleet.providers.get(selected.provider)?.lacks.metrics,
          isProblem: problems.has(selected.ref),
          thresholds: fleet.thresholds,
          range,
          marks: (shown: TimeRange) =>
            marksOf(selected.ref, fleet.history.byRef.get(selected.ref), fleet, shown),
          layout,
          width,
          now,
        });
  const height = Math.max(layout.listHeight, box.height - 3 - head.length);
  const { index, top } = useCursor('live', busiest, height);
  const rows = busiest.items.slice(top, top + height).map((server, offset) =>
    busyRow({
      server,
      history: fleet.history.byRef.get(server.ref),
      isProblem: problems.has(server.ref),
      thresholds: fleet.thresholds,
      range,
      width,
      isUnderCursor: pane === 'live' && top + offset === index,
    }),
  );
  const lines = [...head, ...(rows.length === 0 ? [] : [busiestTitles(width)]), ...rows];
  return <Pane box={box} note={noteOf(selected, now, spanTitles[chartSpan])} lines={lines} />;
}

function noteOf(selected: Server | undefined, now: number, spanTitle: string): readonly Span[] {
  if (selected === undefined) return [];
  const { metrics } = selected;
  const read =
    metrics === null ? '' : ` · read ${formatAge(metrics.observedAt, now)} ago${way[metrics.source]}`;
  return [[spanTitle + read, 'muted']];
}

const way: Readonly<Record<Metrics['source'], string>> = { api: '', ssh: ' over ssh' };
