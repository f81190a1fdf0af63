const escapeKey = '\u001b';

/** What a terminal sends for the keys that are not characters. */
const sent: Readonly<Record<string, string>> = {
  return: '\r',
  escape: escapeKey,
  space: ' ',
  tab: '\t',
  'shift+tab': `${escapeKey}[Z`,
  up: `${escapeKey}[A`,
  down: `${escapeKey}[B`,
  left: `${escapeKey}[D`,
  right: `${escapeKey}[C`,
  pageup: `${escapeKey}[5~`,
  pagedown: `${escapeKey}[6~`,
  home: `${escapeKey}[H`,
  end: `${escapeKey}[F`,
};

/** What a terminal sends for a key of the catalog. */
export const inputOf = (key: string): string =>
  sent[key] ?? (key.startsWith('ctrl+') ? String.fromCharCode(key.charCodeAt(5) - 96) : key);
