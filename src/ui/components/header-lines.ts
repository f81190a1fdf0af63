import { formatAge } from '../../format/age.ts';
import { cells } from '../../format/fit.ts';
import { providerTone, toneSymbol } from '../../format/status.ts';
import { problemHint } from '../../model/problem.ts';
import type { FleetState, ProviderEntry } from '../../store/fleet-state.ts';
import type { Span } from '../theme/style.ts';
import { summarySpans } from './fleet-summary.ts';
import { fitSpans } from './framed.ts';

export type HeaderView = Pick<FleetState, 'providers' | 'servers' | 'apps' | 'billing'> & {
  readonly now: number;
  readonly width: number;
  /** Short words such as `paused` and `read-only`. */
  readonly flags: readonly string[];
};

/** Two lines: a segment for each provider; below it what is wrong, or what there is. */
export function headerLines(view: HeaderView): readonly (readonly Span[])[] {
  const entries = [...view.providers.values()];
  const flags = view.flags.map((flag): Span => [` ${flag.toUpperCase()} `, 'warning']);
  const title: Span = [' fleetop ', 'title'];
  const room = view.width - cells(title[0]) - flags.reduce((sum, [text]) => sum + cells(text), 0);
  const wrong = entries.flatMap(problemSpans);
  return [
    fitSpans([title, ...flags, ...segments(entries, view.now, room)], view.width),
    fitSpans([[' ', 'text'], ...(wrong.length === 0 ? summarySpans(view) : wrong)], view.width),
  ];
}

type Detail = 'full' | 'age' | 'name';

/** Every provider's segment with as much said of each as there is room for all of them. */
function segments(entries: readonly ProviderEntry[], now: number, room: number): readonly Span[] {
  const details: readonly Detail[] = ['full', 'age', 'name'];
  const drawn = details.map((detail) => entries.flatMap((entry) => segment(entry, now, detail)));
  const fits = (spans: readonly Span[]) => spans.reduce((sum, [text]) => sum + cells(text), 0) <= room;
  return drawn.find(fits) ?? drawn.at(-1) ?? [];
}

function segment(entry: ProviderEntry, now: number, detail: Detail): readonly Span[] {
  const tone = providerTone(entry.state);
  const readAt = oldestReading(entry);
  const budget = entry.traffic?.rateLimit;
  return [
    [` ${toneSymbol(tone)} `, `status.${tone}`],
    [entry.name, 'text'],
    [detail === 'name' || readAt === null ? '' : ` ${formatAge(readAt, now)}`, 'muted'],
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
