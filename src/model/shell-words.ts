const plain = /^[A-Za-z0-9_@%+=:,./-]+$/;

/** Words as one line for a POSIX shell. */
export const shellWords = (words: readonly string[]): string =>
  words.map((word) => (plain.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`)).join(' ');
