import type { Keymap } from '../../commands/command.ts';
import { providerTone, toneSymbol } from '../../format/status.ts';
import type { ProviderEntry } from '../../store/fleet-state.ts';
import type { Span } from '../theme/style.ts';
import { screenHint } from './screen-hint.ts';
import { cutSpans, spansWidth } from './spans.ts';

/** What is wrong, with those it is wrong with: all of them have one cause when the network here is down. */
type Cause = {
  readonly names: readonly string[];
  readonly states: readonly ProviderEntry['state'][];
  readonly message: string;
  readonly hint: string | null;
};

/**
 * What is wrong with whom, on one line: what to do about it, too, or without, or with those that have the same problem
 * together, named or counted, or each cause cut to its share of the line.
 */
export function problemSpans(
  entries: readonly ProviderEntry[],
  width: number,
  keymap: Pick<Keymap, 'press'>,
): readonly Span[] {
  const single = entries.flatMap((entry) => causeOf(entry, keymap));
  if (single.length === 0) return [];
  const shared = together(single);
  const named = shared.map((cause) => spansOf(cause, cause.names.join(', ')));
  const counted = shared.map((cause) => spansOf(cause, whoIn(cause)));
  const variants = [
    single.map((cause) => [...spansOf(cause, whoIn(cause)), ...hintOf(cause)]),
    single.map((cause) => spansOf(cause, whoIn(cause))),
    shared.map((cause, index) => [...(named[index] ?? []), ...hintOf(cause)]),
    named,
    shared.map((cause, index) => [...(counted[index] ?? []), ...hintOf(cause)]),
    counted,
  ].map(join);
  const share = Math.floor(width / shared.length) - gap.length;
  return (
    variants.find((spans) => spansWidth(spans) <= width) ??
    join(counted.map((spans) => cutSpans(spans, share)))
  );
}

function causeOf(
  { name, problem, state, lists }: ProviderEntry,
  keymap: Pick<Keymap, 'press'>,
): readonly Cause[] {
  if (problem === null) return [];
  // Rows that could not be read say nothing of the address or the key.
  const isWhole = Object.values(lists).some(({ failure }) => failure !== null);
  const hint = isWhole ? screenHint(problem, keymap) : null;
  return [{ names: [name], states: [state], message: problem.message, hint }];
}

/** A cause each, in the order of the first that has it. */
function together(single: readonly Cause[]): readonly Cause[] {
  const byMessage = Map.groupBy(single, ({ message, hint }) => JSON.stringify([message, hint]));
  return [...byMessage.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    return [
      { ...first, names: same.flatMap(({ names }) => names), states: same.flatMap(({ states }) => states) },
    ];
  });
}

const whoIn = ({ names }: Cause): string =>
  names.length === 1 ? (names[0] ?? '') : `${names.length} providers`;

/** With the sign of the one that is worst off. */
function spansOf({ states, message }: Cause, who: string): readonly Span[] {
  const tones = states.map(providerTone);
  const tone = tones.find((each) => each === 'bad') ?? tones[0] ?? 'bad';
  return [
    [`${toneSymbol(tone)} ${who}: `, `status.${tone}`],
    [message, 'warning'],
  ];
}

const hintOf = ({ hint }: Cause): readonly Span[] => (hint === null ? [] : [[` (${hint})`, 'muted']]);

const gap = '  ';

const join = (pieces: readonly (readonly Span[])[]): readonly Span[] =>
  pieces.flatMap((spans, index): readonly Span[] => (index === 0 ? spans : [[gap, 'text'], ...spans]));
