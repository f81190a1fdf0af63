import { distance } from 'fastest-levenshtein';

/** The candidate that was probably meant, or null when none is close. */
export function nearest(word: string, candidates: readonly string[]): string | null {
  let best: string | null = null;
  let bestDistance = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const between = distance(word.toLowerCase(), candidate.toLowerCase());
    if (between < bestDistance) [best, bestDistance] = [candidate, between];
  }
  return best;
}

/** `: did you mean "x"?`, or nothing. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const meant = nearest(word, candidates);
  return meant === null ? '' : `: did you mean "${meant}"?`;
}

/** `: did you mean "x"?`; all there is where nothing is near. */
export const didYouMeanOneOf = (word: string, candidates: readonly string[]): string =>
  didYouMean(word, candidates) || `: known are ${candidates.join(', ')}`;
