/** The lines in which a text is found, whatever its case, by their place. */
export function matchingLines(texts: readonly string[], search: string): readonly number[] {
  const wanted = search.toLowerCase();
  return wanted === ''
    ? []
    : texts.flatMap((text, index) => (text.toLowerCase().includes(wanted) ? [index] : []));
}
