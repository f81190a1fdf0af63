import { formatSpan } from '../../format/age.ts';
import { formatInterval, isNever } from '../../format/interval.ts';
import { providerTone, toneSymbol } from '../../format/status.ts';
import type { Freshness } from '../../model/fleet-event.ts';
import { readArrangement } from '../arrange.ts';
import { exitCodeOf } from '../exit-code.ts';
import { providerJson } from '../json/provider-json.ts';
import type { ListOptions } from '../list-options.ts';
import { openSession } from '../open-session.ts';
import { printSnapshotJson } from '../print-snapshot.ts';
import { printTable } from '../print-table.ts';
import { type ProviderReport, reportProvider } from '../provider-report.ts';
import { sayProblems } from '../say-problems.ts';
import { statusFields } from '../status-fields.ts';
import type { TableColumn } from '../table.ts';
import type { Run } from '../verb.ts';
import { repeat } from '../watch.ts';

export const runStatus: Run<ListOptions> = async (context, options) => {
  const arrangement = readArrangement(options, statusFields);
  const session = await openSession(context);
  const isWatching = options.watch === true;
  return repeat(context, session, isWatching, async () => {
    const reports = await Promise.all(
      session.providers.map((connected) => reportProvider(connected, context.world.signal)),
    );
    const rows = arrangement.arrange(reports, context.world.clock.now());
    const problems = reports.flatMap((report) => report.problems);
    if (context.options.json === true)
      printSnapshotJson(context, problems, { providers: rows.map(providerJson) }, isWatching);
    else await printTable(context, rows, columns, 'no providers');
    sayProblems(context, problems);
    const failed = reports.filter((report) => !report.hasAnswered).length;
    return exitCodeOf(reports.length, failed, problems.length > 0);
  });
};

const left = { align: 'left' } as const;
const right = { align: 'right' } as const;

const columns: readonly TableColumn<ProviderReport>[] = [
  {
    ...left,
    title: 'STATE',
    importance: 2,
    text: ({ state }) => `${toneSymbol(providerTone(state))} ${state}`,
    tone: ({ state }) => providerTone(state),
  },
  { ...left, title: 'PROVIDER', importance: 1, text: ({ name }) => name },
  { ...left, title: 'TYPE', importance: 5, text: ({ type }) => type },
  { ...right, title: 'SERVERS', importance: 3, text: ({ servers }) => countText(servers) },
  { ...right, title: 'APPS', importance: 4, text: ({ apps }) => countText(apps) },
  { ...right, title: 'LATENCY', importance: 6, text: ({ usage }) => latencyText(usage.latencyMs) },
  {
    ...right,
    title: 'BUDGET',
    importance: 7,
    text: ({ usage }) => usage.windows.map(({ used, limit }) => `${used}/${limit}`).join(' '),
  },
  {
    ...right,
    title: 'RESET',
    importance: 8,
    text: ({ usage }, now) =>
      usage.windows.map(({ resetAt }) => (resetAt === null ? '–' : formatSpan(resetAt - now))).join(' '),
  },
  { ...left, title: 'FRESHNESS', importance: 10, text: ({ freshness }) => freshnessText(freshness) },
  { ...left, title: 'ERROR', importance: 9, text: ({ error }) => error?.message ?? '–' },
];

const countText = (count: number | null): string => (count === null ? '–' : String(count));

const latencyText = (ms: number | null): string => (ms === null ? '–' : `${Math.round(ms)} ms`);

/** `40 visible every 14 min, selected every 9 s` */
const freshnessText = (freshness: Freshness | null): string => {
  if (freshness === null) return '–';
  return isNever(freshness.visibleMs)
    ? 'none: the budget is spent'
    : `${freshness.visible} visible every ${formatInterval(freshness.visibleMs)}, selected every ${formatInterval(freshness.selectedMs)}`;
};
