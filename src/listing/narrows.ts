import { splitFilter, type Word } from './split-filter.ts';

/**
 * Whether every row that meets a filter is known to meet one that was there before: what is typed behind a filter
 * leaves a part of the rows that were left.
 */
export function narrows(filter: string, before: string): boolean {
  if (!filter.startsWith(before)) return false;
  const words = splitFilter(before);
  const last = words.at(-1);
  const now = splitFilter(filter)[words.length - 1];
  return last === undefined || (now !== undefined && (isSame(now, last) || goesOn(now, last)));
}

const isSame = (now: Word, before: Word): boolean =>
  now.isNegated === before.isNegated &&
  now.key === before.key &&
  now.operator === before.operator &&
  now.text === before.text &&
  now.isRegex === before.isRegex &&
  now.isClosed === before.isClosed;

/** More letters of a text are met by less; a number or an expression may become any other. */
const goesOn = (now: Word, before: Word): boolean =>
  [now, before].every(({ isNegated, isRegex, operator }) => !isNegated && !isRegex && operator === ':') &&
  now.key === before.key &&
  now.text.startsWith(before.text);
