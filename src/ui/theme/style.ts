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
  'log.phase',
  'log.warning',
  'log.error',
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

export type Theme = { readonly name: string; readonly styles: Readonly<Record<Token, Style>> };

/** A piece of a line: its text and what it means. */
export type Span = readonly [text: string, token: Token];

/**
 * One line of a screen as a string with SGR sequences. `under` is what the whole line lies on, such as the selection:
 * its background and attributes show through.
 */
export function paintLine(spans: readonly Span[], theme: Theme, under: Token | null = null): string {
  const ground = under === null ? null : theme.styles[under];
  let line = '';
  for (const [text, token] of spans) {
    if (text === '') continue;
    const style = theme.styles[token];
    const parameters = [
      style.foreground || (ground?.foreground ?? ''),
      style.background || (ground?.background ?? ''),
      style.attributes,
      ground?.attributes ?? '',
    ].filter((parameter) => parameter !== '');
    line += parameters.length === 0 ? text : `\u001b[${parameters.join(';')}m${text}\u001b[0m`;
  }
  return line;
}
