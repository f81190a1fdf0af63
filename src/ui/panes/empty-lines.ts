import type { Keymap } from '../../commands/command.ts';
import type { ListName } from '../../model/fleet-event.ts';
import type { Problem } from '../../model/problem.ts';
import type { ProviderEntry } from '../../store/fleet-state.ts';
import { screenHint } from '../components/screen-hint.ts';
import type { InnerLine } from '../components/spans.ts';
import type { Token } from '../theme/style.ts';

/** Why a list has no rows: still asking, nothing there or nothing wrong, failed and what to do, or nobody has such a thing. */
export function emptyLines(
  providers: readonly ProviderEntry[],
  list: ListName,
  keymap: Pick<Keymap, 'press'>,
  isProblemsOnly = false,
): readonly InnerLine[] {
  if (providers.length === 0) return [sentence('Connecting …')];
  const asked = providers.flatMap((entry) => {
    const state = entry.lists[list];
    return state === undefined ? [] : [{ name: entry.name, ...state }];
  });
  if (asked.length === 0) {
    const [only, ...others] = providers;
    const who =
      only !== undefined && others.length === 0 ? `${only.title} has no` : 'No configured provider has';
    return [sentence(`${who} ${list} in its API`)];
  }
  const waiting = asked.filter(({ readAt, failure }) => readAt === null && failure === null);
  const failed = asked.filter(({ failure }) => failure !== null);
  const isAnswered = waiting.length === 0 && failed.length < asked.length;
  return [
    ...(waiting.length === 0 ? [] : [sentence(`Asking ${waiting.map(({ name }) => name).join(', ')} …`)]),
    ...failed.map(({ name, failure }) => sentence(`${name}: ${failure?.message ?? ''}`, 'error')),
    ...hintLines(failed, keymap),
    ...(isAnswered
      ? [sentence(isProblemsOnly ? `None of the ${list} is in trouble` : `No ${list} there`)]
      : []),
  ];
}

type Failed = { readonly name: string; readonly failure: Problem | null };

/** What to do, once for all of whom it is true. */
function hintLines(failed: readonly Failed[], keymap: Pick<Keymap, 'press'>): readonly InnerLine[] {
  const names = new Map<string, readonly string[]>();
  for (const { name, failure } of failed) {
    const hint = failure === null ? null : screenHint(failure, keymap);
    if (hint !== null) names.set(hint, [...(names.get(hint) ?? []), name]);
  }
  return [...names].map(([hint, whose]) => sentence(`${whose.join(', ')}: ${hint}`));
}

const sentence = (text: string, token: Token = 'muted'): InnerLine => ({ spans: [[` ${text}`, token]] });
