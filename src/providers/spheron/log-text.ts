/** The lines of a text whose line ends have already become visible signs, as all provider text's have. */
export const linesOf = (text: string): readonly string[] => text.replace(/␍?␊$/, '').split(/␍?␊/);
