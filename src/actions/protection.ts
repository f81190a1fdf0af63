import { createReferenceMatch } from '../model/reference-pattern.ts';

/** Whether a reference, or the name behind it, matches one of the configured patterns; `*` stands for any text. */
export function createProtection(
  patterns: readonly string[],
  nameOf: (ref: string) => string | undefined,
): (ref: string) => boolean {
  const matches = createReferenceMatch(patterns);
  return (ref) => matches(ref, nameOf(ref));
}
