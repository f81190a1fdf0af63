/** In small letters, and each with its accents as one character: what looks the same is found, however it was written. */
export const searchable = (text: string): string => text.normalize().toLowerCase();

/** The letters of what is looked for, to be found in a {@link searchable} text. */
export const lettersOf = (needle: string): readonly string[] => [...searchable(needle)];

/** Whether every letter is there, in its order with any others between. */
export function hasLetters(letters: readonly string[], hay: string): boolean {
  let from = 0;
  for (let index = 0; index < letters.length; index += 1) {
    const letter = letters[index] ?? '';
    const at = hay.indexOf(letter, from);
    if (at === -1) return false;
    from = at + letter.length;
  }
  return true;
}

/** Where the letters are met, in UTF-16 units; null where one is missing. */
export function placesOfLetters(letters: readonly string[], hay: string): readonly number[] | null {
  const places: number[] = [];
  let from = 0;
  for (const letter of letters) {
    const at = hay.indexOf(letter, from);
    if (at === -1) return null;
    for (let unit = 0; unit < letter.length; unit += 1) places.push(at + unit);
    from = at + letter.length;
  }
  return places;
}
