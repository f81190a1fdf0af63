import type { Background } from '../theme/choose-theme.ts';

/** What a terminal says of itself and of its mouse, in between the keys, and function keys. Cells count from 0 at the top left. */
export type TerminalReport =
  | { readonly type: 'click' | 'wheel-up' | 'wheel-down'; readonly x: number; readonly y: number }
  | { readonly type: 'background'; readonly background: Background }
  /** A key that Ink has no name for. */
  | { readonly type: 'key'; readonly key: string };

const mouse = /^\p{Cc}\[<(\d{1,5});(\d{1,5});(\d{1,5})([Mm])$/u;
const background = /^\p{Cc}\]11;rgba?:([\da-f]{1,4})\/([\da-f]{1,4})\/([\da-f]{1,4})/iu;

/** Behind the Esc: as xterm, rxvt and the Linux console send them. */
const functionKeys: Readonly<Record<string, string>> = {
  OP: 'f1',
  '[11~': 'f1',
  '[[A': 'f1',
  OQ: 'f2',
  '[12~': 'f2',
  '[[B': 'f2',
};

/** Of the left button, and of the wheel; moved, or with Shift, Alt or Ctrl held, they have other numbers. */
const left = 0;
const wheel = 64;

/** Reads one whole report; null for one that means nothing here, such as a released button. */
export function readReport(sequence: string): TerminalReport | null {
  const [, button = '', x = '', y = '', end] = mouse.exec(sequence) ?? [];
  if (end === 'M') return mouseReport(Number(button), Number(x) - 1, Number(y) - 1);
  const key = functionKeys[sequence.slice(1)];
  if (key !== undefined) return { type: 'key', key };
  const [, ...parts] = background.exec(sequence) ?? [];
  return parts.length === 3 ? { type: 'background', background: groundOf(parts) } : null;
}

function mouseReport(button: number, x: number, y: number): TerminalReport | null {
  if (button === wheel) return { type: 'wheel-up', x, y };
  if (button === wheel + 1) return { type: 'wheel-down', x, y };
  return button === left ? { type: 'click', x, y } : null;
}

/** One to four hexadecimal digits a colour, as XParseColor reads them; by how bright people see it. */
function groundOf(parts: readonly string[]): Background {
  const [red = 0, green = 0, blue = 0] = parts.map(
    (digits) => Number.parseInt(digits, 16) / (16 ** digits.length - 1),
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.5 ? 'light' : 'dark';
}
