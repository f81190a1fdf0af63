import { formatAge } from '../../format/age.ts';
import { cut } from '../../format/fit.ts';
import { providerTone, toneSymbol } from '../../format/status.ts';
import { problemHint } from '../../model/problem.ts';
import type { FleetState, ProviderEntry } from '../../store/fleet-state.ts';
import type { Span } from '../theme/style.ts';
import { summarySpans } from './fleet-summary.ts';
import { fitSpans, spansWidth } from './framed.ts';

export type HeaderView = Pick<FleetState, 'providers' | 'servers' | 'apps' | 'billing'> & {
  readonly now: number;
  readonly width: number;
  /** Lines to fill: two, or three where there is room. */
  readonly height: number;
  /** Short words such as `paused` and `read-only`. */
  readonly flags: readonly string[];
};

/** A segment for each provider, on as many lines as that takes; then what there is, then what is wrong. */
export function headerLines(view: HeaderView): readonly (readonly Span[])[] {
  const entries = [...view.providers.values()];
  const flags = view.flags.map((flag): Span => [` ${flag.toUpperCase()} `, 'warning']);
  const title: readonly Span[] = [[' fleetop ', 'title'], ...flags];
  const segmentLines = chooseSegments(entries, view, spansWidth(title));
  const wrong = entries.flatMap(problemSpans);
  const below = [summarySpans(view), ...(wrong.length === 0 ? [] : [wrong])];
  const room = view.height - segmentLines.length;
  const shown = room >= below.length ? below : below.slice(-room);
  const lines: readonly (readonly Span[])[] = [
    ...segmentLines.map((spans, index) => [...(index === 0 ? title : indentLike(title)), ...spans]),
    ...shown.map((spans): readonly Span[] => [[' ', 'text'], ...spans]),
  ];
  return Array.from({ length: view.height }, (_, index) => fitSpans(lines[index] ?? [], view.width));
}

const indentLike = (spans: readonly Span[]): readonly Span[] => [[' '.repeat(spansWidth(spans)), 'text']];

type Detail = 'full' | 'age' | 'name' | 'short';

/** Cells of a name that still tell providers apart where there is no room for whole ones. */
const shortName = 9;

/** Every provider's segment with as much said of each as there is room for all of them. */
function chooseSegments(
  entries: readonly ProviderEntry[],
  { now, width, height }: HeaderView,
  titleWidth: number,
): readonly (readonly Span[])[] {
  const room = width - titleWidth;
  const drawn = (['full', 'age', 'name', 'short'] satisfies Detail[]).map((detail) =>
    flow(
      entries.map((entry) => segment(entry, now, detail)),
      room,
    ),
  );
  const fitting = drawn.find((lines) => lines.length < height) ?? drawn.at(-1) ?? [];
  return fitting.slice(0, height - 1);
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

function segment(entry: ProviderEntry, now: number, detail: Detail): readonly Span[] {
  const tone = providerTone(entry.state);
  const readAt = oldestReading(entry);
  const budget = entry.traffic?.rateLimit;
  return [
    [` ${toneSymbol(tone)} `, `status.${tone}`],
    [detail === 'short' ? cut(entry.name, shortName) : entry.name, 'text'],
    [(detail !== 'full' && detail !== 'age') || readAt === null ? '' : ` ${formatAge(readAt, now)}`, 'muted'],
    [detail === 'full' && budget !== undefined ? ` ${budget.remaining}/${budget.limit}` : '', 'muted'],
    [' ', 'text'],
  ];
}

/** Time of the oldest list on the screen; billing changes slowly and does not count. */
const oldestReading = ({ lists }: ProviderEntry): number | null => {
  const times = [lists.servers, lists.apps].flatMap((list) => (list?.readAt == null ? [] : [list.readAt]));
  return times.length === 0 ? null : Math.min(...times);
};

function problemSpans({ name, problem, state }: ProviderEntry): readonly Span[] {
  if (problem === null) return [];
  const hint = problemHint(problem.code);
  const tone = providerTone(state);
  return [
    [`${toneSymbol(tone)} ${name}: `, `status.${tone}`],
    [problem.message, 'warning'],
    [hint === null ? '   ' : ` (${hint})   `, 'muted'],
  ];
}
