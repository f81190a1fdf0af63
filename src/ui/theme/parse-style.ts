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
  return `${base + 8};2;${ansiStyles.hexToRgb(hex).join(';')}`;
}
