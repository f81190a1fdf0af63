const esc = String.fromCodePoint(0x1b);

/** Sequences that clear the whole screen or its scrollback: what makes a terminal flicker. */
export const clearings = (raw: string): number =>
  ['[2J', '[3J', 'c'].reduce((count, sequence) => count + raw.split(esc + sequence).length - 1, 0);

/** The end of the newest setting of a private mode: `h` for on, `l` for off; null when it was never touched. */
export const modeOf = (raw: string, mode: number): string | null =>
  [...raw.matchAll(new RegExp(`${esc}\\[\\?${mode}([hl])`, 'g'))].at(-1)?.[1] ?? null;

const colour = /^(3[0-8]|4[0-8]|9[0-7]|10[0-7])$/;

/** SGR sequences that set a colour, as against weight and the like. */
export const colourSequences = (raw: string): readonly string[] =>
  [...raw.matchAll(new RegExp(`${esc}\\[([\\d;]*)m`, 'g'))].flatMap(([sequence, parameters = '']) =>
    parameters.split(';').some((parameter) => colour.test(parameter)) ? [sequence] : [],
  );
