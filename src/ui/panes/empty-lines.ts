import type { ListName } from '../../model/fleet-event.ts';
import type { ProviderEntry } from '../../store/fleet-state.ts';
import type { InnerLine } from '../components/spans.ts';
import type { Token } from '../theme/style.ts';

/** Why a list has no rows: still asking, nothing there or nothing wrong, failed, or nobody has such a thing. */
export function emptyLines(
  providers: readonly ProviderEntry[],
  list: ListName,
  isProblemsOnly = false,
): readonly InnerLine[] {
  if (providers.length === 0) return [sentence('Connecting …')];
  const asked = providers.flatMap((entry) => {
    const state = entry.lists[list];
    return state === undefined ? [] : [{ name: entry.name, ...state }];
  });
  if (asked.length === 0) return [sentence(`No configured provider has ${list} in its API`)];
  const waiting = asked.filter(({ readAt, failure }) => readAt === null && failure === null);
  const failed = asked.filter(({ failure }) => failure !== null);
  const isAnswered = waiting.length === 0 && failed.length < asked.length;
  return [
    ...(waiting.length === 0 ? [] : [sentence(`Asking ${waiting.map(({ name }) => name).join(', ')} …`)]),
    ...failed.map(({ name, failure }) => sentence(`${name}: ${failure?.message ?? ''}`, 'error')),
    ...(isAnswered
      ? [sentence(isProblemsOnly ? `None of the ${list} is in trouble` : `No ${list} there`)]
      : []),
  ];
}

const sentence = (text: string, token: Token = 'muted'): InnerLine => ({ spans: [[` ${text}`, token]] });
