import { type GlyphSet, inGlyphs } from './glyphs.ts';

/** What a piece of text means; a theme says how that looks. */
export const tokens = [
  'text',
  'muted',
  'title',
  'accent',
  'border',
  'border.focused',
  'column',
  'selection',
  'selection.unfocused',
  'key',
  'status.good',
  'status.busy',
  'status.off',
  'status.bad',
  'status.unsure',
  'load.low',
  'load.middle',
  'load.high',
  'alert',
  'chart.mark',
  'log.phase',
  'log.warning',
  'log.error',
  'log.match',
  'log.source.1',
  'log.source.2',
  'log.source.3',
  'log.source.4',
  'log.source.5',
  'log.source.6',
  'warning',
  'error',
  'stale',
] as const;

export type Token = (typeof tokens)[number];

/** A look as SGR parameters, already fit for the terminal's number of colours; an empty string changes nothing. */
export type Style = {
  readonly foreground: string;
  readonly background: string;
  readonly attributes: string;
};

export type Theme = {
  readonly name: string;
  readonly styles: Readonly<Record<Token, Style>>;
  readonly glyphs: GlyphSet;
};

const underline = '4';

/** A piece of a line: its text and what it means. */
export type Span = readonly [text: string, token: Token];

/**
 * One line of a screen as a string with SGR sequences. `under` is what the whole line lies on, such as the selection:
 * its background and attributes show through, and where it has a foreground, that is everybody's: colours made for the
 * terminal's background cannot be read on any other. Neighbours that look alike share one sequence: over a slow line
 * every byte counts.
 */
export function paintLine(spans: readonly Span[], theme: Theme, under: Token | null = null): string {
  const looks = looksOf(theme, under);
  let line = '';
  let run = '';
  let look = '';
  const end = () => {
    line += look === '' ? run : `\u001b[${look}m${run}\u001b[0m`;
    run = '';
  };
  for (const [text, token] of spans) {
    const next = looks.get(token) ?? '';
    if (next !== look) {
      if (run !== '') end();
      look = next;
    }
    run += inGlyphs(text, theme.glyphs);
  }
  if (run !== '') end();
  return line;
}

type Looks = ReadonlyMap<Token, string>;

/** Each theme's, by what lies under them: many thousand pieces are painted in the same few looks. */
const known = new WeakMap<Theme, Map<Token | null, Looks>>();

function looksOf(theme: Theme, under: Token | null): Looks {
  const grounds = known.get(theme) ?? new Map<Token | null, Looks>();
  known.set(theme, grounds);
  const looks = grounds.get(under) ?? makeLooks(theme, under);
  grounds.set(under, looks);
  return looks;
}

function makeLooks({ styles }: Theme, under: Token | null): Looks {
  const ground = under === null ? null : styles[under];
  return new Map(tokens.map((token) => [token, lookOf(styles[token], ground, token === 'key')]));
}

/** What `standsOut` by its colour alone is underlined where it has no colour of its own. */
function lookOf(style: Style, ground: Style | null, standsOut: boolean): string {
  const covered = ground?.foreground ?? '';
  return [
    covered || style.foreground,
    style.background || (ground?.background ?? ''),
    style.attributes,
    ground?.attributes ?? '',
    standsOut && covered !== '' ? underline : '',
  ]
    .filter((parameter) => parameter !== '')
    .join(';');
}
