import { referenceOf } from '../../model/reference.ts';
import type { KnownTargets } from '../../state/known-targets.ts';

export type Suggestion = { readonly value: string; readonly description: string };

/** What a shell takes as one word without quotes. */
const plainWord = /^[\w.@/-]+$/;

/** Servers and apps that know a verb (null: any), by name where it is theirs alone, else by reference. */
export function suggestTargets(targets: KnownTargets, verb: string | null): readonly Suggestion[] {
  const found = targets.providers().flatMap((provider) =>
    targets
      .read(provider)
      .filter(({ actions }) => verb === null || actions.includes(verb))
      .map((target) => ({ provider, target })),
  );
  const count = new Map<string, number>();
  for (const { target } of found) count.set(target.name, (count.get(target.name) ?? 0) + 1);
  return found.flatMap(({ provider, target: { id, name } }) => {
    const ref = referenceOf(provider, id);
    if (count.get(name) === 1 && plainWord.test(name)) return [{ value: name, description: ref }];
    return plainWord.test(ref) ? [{ value: ref, description: name.replaceAll(/\s+/g, ' ') }] : [];
  });
}
