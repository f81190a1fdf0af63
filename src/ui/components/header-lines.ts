import type { Keymap } from '../../commands/command.ts';
import { formatReadAge } from '../../format/age.ts';
import { cutApart } from '../../format/fit.ts';
import { providerTone, toneSymbol } from '../../format/status.ts';
import type { Money } from '../../model/money.ts';
import type { FleetState, ProviderEntry } from '../../store/fleet-state.ts';
import type { Problems } from '../../store/problems.ts';
import type { Span } from '../theme/style.ts';
import { phaseSymbol, phaseToken } from '../tokens.ts';
import { budgetSpans } from './budget-spans.ts';
import { summarySpans } from './fleet-summary.ts';
import { problemSpans } from './problem-spans.ts';
import { fitSpans, spansWidth } from './spans.ts';

export type HeaderView = Pick<FleetState, 'providers' | 'servers' | 'apps' | 'actions' | 'deploymentEnds'> & {
  readonly problems: Problems;
  /** What a month costs, by currency. */
  readonly monthly: readonly Money[];
  readonly now: number;
  readonly width: number;
  /** Lines to fill: two, or three where there is room. */
  readonly height: number;
  /** Epoch ms of the newest look at Activity. */
  readonly activitySeenAt: number;
  readonly keymap: Pick<Keymap, 'shown' | 'press'>;
  /** Why the configuration as it is now was not taken up. */
  readonly configProblem: string | null;
  /** Short words such as `paused` and `read-only`. */
  readonly flags: readonly string[];
  /** The one provider that the panes show; null: all. */
  readonly scope: string | null;
};

/** A segment for each provider, on as many lines as that takes; then what there is, then what is wrong. */
export function headerLines(view: HeaderView): readonly (readonly Span[])[] {
  const entries = [...view.providers.values()];
  const flags = view.flags.map((flag): Span => [` ${flag.toUpperCase()} `, 'warning']);
  const title: readonly Span[] = [
    [' fleetop ', 'title'],
    [view.scope === null ? '' : `@${view.scope} `, 'accent'],
    ...flags,
  ];
  const wrong = problemSpans(entries, view.width - 1, view.keymap);
  const news = deploymentSpans(view) ?? actionSpans(view);
  const below = [
    news ?? summarySpans(view),
    ...(wrong.length === 0 ? [] : [wrong]),
    ...configSpans(view.configProblem),
  ];
  const segmentLines = chooseSegments(entries, view, spansWidth(title), below.length);
  const room = view.height - segmentLines.length;
  const shown = room >= below.length ? below : below.slice(-room);
  const lines: readonly (readonly Span[])[] = [
    ...segmentLines.map((spans, index) => [...(index === 0 ? title : indentLike(title)), ...spans]),
    ...shown.map((spans): readonly Span[] => [[' ', 'text'], ...spans]),
  ];
  return Array.from({ length: view.height }, (_, index) => fitSpans(lines[index] ?? [], view.width));
}

/** The newest action, while it is under way or until it was seen in Activity; null when there is none. */
function actionSpans({ actions, activitySeenAt, keymap }: HeaderView): readonly Span[] | null {
  const newest = newestBegun(actions);
  if (newest === undefined || (newest.endedAt !== null && newest.endedAt <= activitySeenAt)) return null;
  const token = phaseToken(newest.phase);
  const activityKey = keymap.shown('pane.activity');
  return [
    [`${phaseSymbol(newest.phase)} ${newest.verb} ${newest.name}: `, token],
    [newest.message, newest.phase === 'failed' || newest.phase === 'unknown' ? 'warning' : 'text'],
    [activityKey === null ? '' : `   ${activityKey} shows all`, 'muted'],
  ];
}

const newestBegun = (actions: FleetState['actions']) =>
  [...actions.values()].findLast(({ phase }) => phase !== 'waiting');

const configSpans = (problem: string | null): readonly (readonly Span[])[] =>
  problem === null
    ? []
    : [
        [
          ['✖ configuration: ', 'status.bad'],
          [problem, 'warning'],
          [' · the one before holds', 'muted'],
        ],
      ];

/** How long the end of a deployment stands in the header, ms. */
const deploymentNewsMs = 60_000;

/** The newest end of a deployment whose log is followed, unless an action is under way or ended after it. */
function deploymentSpans({
  deploymentEnds,
  actions,
  activitySeenAt,
  now,
}: HeaderView): readonly Span[] | null {
  const newest = deploymentEnds.at(-1);
  if (newest === undefined || newest.at <= activitySeenAt || now - newest.at > deploymentNewsMs) return null;
  const action = newestBegun(actions);
  if (action !== undefined && (action.endedAt === null || action.endedAt > newest.at)) return null;
  const tone = newest.isGood ? 'good' : 'bad';
  return [
    [`${toneSymbol(tone)} deployment of ${newest.name}: `, `status.${tone}`],
    [newest.status, newest.isGood ? 'text' : 'warning'],
  ];
}

const indentLike = (spans: readonly Span[]): readonly Span[] => [[' '.repeat(spansWidth(spans)), 'text']];

/** What is said of each provider, the most first. */
type Detail = 'gauges' | 'gauge' | 'count' | 'age' | 'name' | 'short';

/** Cells of a name that still tell providers apart where there is no room for whole ones. */
const shortName = 9;

/** Before more is left out than these have, a line below is: what there is says more than a gauge. */
const withAge = ['gauges', 'gauge', 'count', 'age'] as const satisfies Detail[];

/** Every provider's segment with as much said of each as there is room for beside the lines below, else for all of them. */
function chooseSegments(
  entries: readonly ProviderEntry[],
  { now, width, height }: HeaderView,
  titleWidth: number,
  linesBelow: number,
): readonly (readonly Span[])[] {
  const room = width - titleWidth;
  const segmentsWith = (detail: Detail, labels: readonly string[]) =>
    entries.map((entry, at) => segment(entry, labels[at] ?? entry.name, now, detail));
  const names = entries.map(({ name }) => name);
  for (const detail of withAge) {
    const lines = flow(segmentsWith(detail, names), room);
    if (lines.length <= height - linesBelow) return lines;
  }
  for (const detail of [...withAge, 'name'] as const) {
    const lines = flow(segmentsWith(detail, names), room);
    if (lines.length < height) return lines;
  }
  const short = segmentsWith('short', cutApart(names, shortName));
  const lines = flow(short, room);
  return lines.length < height ? lines : countedOut(short, room, height - 1);
}

/** As many as there is room for, and how many more there are. */
function countedOut(
  segments: readonly (readonly Span[])[],
  width: number,
  height: number,
): readonly (readonly Span[])[] {
  for (let shown = segments.length - 1; shown > 0; shown -= 1) {
    const more: readonly Span[] = [[` +${segments.length - shown} `, 'muted']];
    const lines = flow([...segments.slice(0, shown), more], width);
    if (lines.length <= height) return lines;
  }
  return flow(segments.slice(0, 1), width);
}

/** Pieces one after the other, going on in a new line where one would not fit whole. */
function flow(pieces: readonly (readonly Span[])[], width: number): readonly (readonly Span[])[] {
  const lines: Span[][] = [[]];
  for (const piece of pieces) {
    const line = lines.at(-1) ?? [];
    if (line.length > 0 && spansWidth(line) + spansWidth(piece) > width) lines.push([...piece]);
    else line.push(...piece);
  }
  return lines;
}

function segment(entry: ProviderEntry, label: string, now: number, detail: Detail): readonly Span[] {
  const tone = providerTone(entry.state);
  const readAt = oldestReading(entry);
  const hasAge = readAt !== null && detail !== 'name' && detail !== 'short';
  return [
    [` ${toneSymbol(tone)} `, `status.${tone}`],
    [label, 'text'],
    [hasAge ? ` ${formatReadAge(readAt, now)}` : '', 'muted'],
    ...(detail === 'gauges' || detail === 'gauge' || detail === 'count'
      ? budgetSpans(entry.traffic?.windows ?? [], now, detail)
      : []),
    [' ', 'text'],
  ];
}

/** Time of the oldest list on the screen; billing changes slowly and does not count. */
const oldestReading = ({ lists }: ProviderEntry): number | null => {
  const times = [lists.servers, lists.apps].flatMap((list) => (list?.readAt == null ? [] : [list.readAt]));
  return times.length === 0 ? null : Math.min(...times);
};
