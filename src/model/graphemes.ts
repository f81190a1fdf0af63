/** Made when it is first used: most texts need none, and the first one takes Node milliseconds. */
let segmenter: Intl.Segmenter | null = null;

/** The characters of a text as a reader counts them. */
export function graphemesOf(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter();
  return segmenter.segment(text);
}
