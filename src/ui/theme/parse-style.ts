import ansiStyles from 'ansi-styles';
import type { ColorLevel } from './color-level.ts';
import type { Style } from './style.ts';

const basicColors: Readonly<Record<string, number>> = {
  black: 0,
  red: 1,
  green: 2,
  yellow: 3,
  blue: 4,
  magenta: 5,
  cyan: 6,
  white: 7,
  gray: 60,
  'bright-red': 61,
  'bright-green': 62,
  'bright-yellow': 63,
  'bright-blue': 64,
  'bright-magenta': 65,
  'bright-cyan': 66,
  'bright-white': 67,
};

const attributeCodes: Readonly<Record<string, string>> = {
  bold: '1',
  dim: '2',
  italic: '3',
  underline: '4',
  inverse: '7',
};

type Ground = { hex: string | null; basic: number | null };

/**
 * Reads a theme's words for one token: `#9ece6a green bold`, `on #2f334d on blue`. The hexadecimal colour is for
 * terminals with 256 colours or more, the named one for those with 16; `on` makes the next colour a background.
 * Answers the word that is none of these, as an error.
 */
export function parseStyle(text: string, level: ColorLevel): Style | { readonly unknown: string } {
  const grounds: Record<'foreground' | 'background', Ground> = {
    foreground: { hex: null, basic: null },
    background: { hex: null, basic: null },
  };
  const attributes: string[] = [];
  let target: 'foreground' | 'background' = 'foreground';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const basic = basicColors[word];
    const attribute = attributeCodes[word];
    if (word === 'on') {
      target = 'background';
      continue;
    }
    if (/^#[0-9a-f]{6}$/i.test(word)) grounds[target].hex = word;
    else if (basic !== undefined) grounds[target].basic = basic;
    else if (attribute !== undefined) attributes.push(attribute);
    else if (word !== 'default') return { unknown: word };
    target = 'foreground';
  }
  return {
    foreground: parameter(grounds.foreground, level, 30),
    background: parameter(grounds.background, level, 40),
    attributes: attributes.join(';'),
  };
}

function parameter({ hex, basic }: Ground, level: ColorLevel, base: 30 | 40): string {
  if (level === 0) return '';
  if (level === 1 || hex === null) return basic === null ? '' : String(base + basic);
  if (level === 2) return `${base + 8};5;${ansiStyles.hexToAnsi256(hex)}`;
  const rgb = ansiStyles.hexToRgb(hex);
  const index = paletteIndex(rgb);
  return index === null ? `${base + 8};2;${rgb.join(';')}` : `${base + 8};5;${index}`;
}

/** Red, green and blue in the cube of colours 16 to 231 that xterm's palette has, and all others after it. */
const steps = [0, 0x5f, 0x87, 0xaf, 0xd7, 0xff];

/** Some palettes put colours of their own in the places before. */
const leastIndex = 22;

/** The number of a colour that the palette has exactly, which is half as long to send; null for any other. */
function paletteIndex(rgb: readonly number[]): number | null {
  const places = rgb.map((part) => steps.indexOf(part));
  const index = places.reduce((sum, place) => sum * steps.length + place, 0) + 16;
  return places.includes(-1) || index < leastIndex ? null : index;
}
