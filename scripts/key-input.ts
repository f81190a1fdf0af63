export const escapeKey = '\u001b';

/** What a terminal sends for the keys that are not characters. */
const sent: Readonly<Record<string, string>> = {
  return: '\r',
  escape: escapeKey,
  space: ' ',
  tab: '\t',
  backspace: '\u007f',
  delete: `${escapeKey}[3~`,
  'shift+tab': `${escapeKey}[Z`,
  up: `${escapeKey}[A`,
  down: `${escapeKey}[B`,
  left: `${escapeKey}[D`,
  right: `${escapeKey}[C`,
  pageup: `${escapeKey}[5~`,
  pagedown: `${escapeKey}[6~`,
  home: `${escapeKey}[H`,
  end: `${escapeKey}[F`,
  f1: `${escapeKey}OP`,
  f2: `${escapeKey}OQ`,
};

/** What a terminal sends for keys by the names that commands are bound to, one after the other: `ctrl+r`, `y i`. */
export const inputOf = (keys: string): string =>
  keys
    .split(' ')
    .map((key) => sent[key] ?? (key.startsWith('ctrl+') ? String.fromCharCode(key.charCodeAt(5) - 96) : key))
    .join('');
