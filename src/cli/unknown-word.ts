import { didYouMean } from '../config/nearest.ts';

/** The sentence for a command or option that does not exist. */
export function unknownWord(word: string, known: readonly string[]): string {
  const kind = word.startsWith('-') ? 'option' : 'command';
  return `unknown ${kind} "${word}"${didYouMean(word, known) || ': see fleetop --help'}`;
}
