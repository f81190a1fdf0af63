import { cells } from '../../format/fit.ts';

/**
 * The signs a terminal can draw: all of them; those that a console's font has (code page 437); ASCII for what is ours
 * while texts stay as they are; nothing but ASCII, where even texts could not be written otherwise.
 */
export type GlyphSet = 'unicode' | 'console' | 'ascii' | 'ascii-only';

type Environment = Readonly<Record<string, string | undefined>>;

/** What the terminal can draw, as the environment tells it; `wantsAscii`: by the user's own wish no more than that. */
export function glyphSetOf(env: Environment, wantsAscii: boolean): GlyphSet {
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
  const isConsole = env['TERM'] === 'linux';
  if (isConsole && !/utf-?8/i.test(locale)) return 'ascii-only';
  if (wantsAscii) return 'ascii';
  return isConsole ? 'console' : 'unicode';
}

/** Each takes one cell, as what it stands for does. */
const asciiFor: Readonly<Record<string, string>> = {
  ...pairs('╭╮╰╯┌┐└┘├┤┬┴┼', '+++++++++++++'),
  ...pairs('─━═│┃║▏', '--=||||'),
  ...pairs('●◐○✖✓▸▾◂▴▼▲', '*o.x+>v<^v^'),
  ...pairs('…–—·•×→←↑↓↻‹›’', "~--.*x><^v+<>'"),
  ...pairs('▁▂▃▄▅▆▇█░▒▓', '_.-:=+*#.:%'),
  ...pairs('₹€£', 'REL'),
};

const consoleFor: Readonly<Record<string, string>> = {
  ...pairs('╭╮╰╯', '┌┐└┘'),
  ...pairs('●◐○✖✓▸▏↻', '•○·x√►│+'),
  ...pairs('…–—‹›’', "~--<>'"),
  ...pairs('▁▂▃▄▅▆▇', '__▄▄▄▄█'),
  ...pairs('₹€', 'RE'),
};

function pairs(from: string, to: string): Readonly<Record<string, string>> {
  const signs = [...to];
  return Object.fromEntries([...from].map((sign, at) => [sign, signs[at] ?? '?']));
}

const braille = /[\u2801-\u28ff]/;
const notAscii = /[^\u0020-\u007e]/gu;

/** A text with the signs that the terminal has; as many cells as before. */
export function inGlyphs(text: string, set: GlyphSet): string {
  if (set === 'unicode') return text;
  const table = set === 'console' ? consoleFor : asciiFor;
  return text.replace(notAscii, (sign) => {
    const known = table[sign] ?? (braille.test(sign) ? ':' : undefined);
    return known ?? (set === 'ascii-only' ? '?'.repeat(cells(sign)) : sign);
  });
}
