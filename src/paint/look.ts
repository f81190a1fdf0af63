/** How a cell looks, as SGR parameters; empty where the terminal's own is meant. */
export type Look = {
  readonly foreground: string;
  readonly background: string;
  /** Bold, dim, italic, underline, blink, inverse, hidden, struck out: their parameters, one digit each, ascending. */
  readonly attributes: string;
};

export const plain: Look = { foreground: '', background: '', attributes: '' };

/** What ends an attribute; bold and dim end together. */
const endOf: Readonly<Record<string, string>> = {
  1: '22',
  2: '22',
  3: '23',
  4: '24',
  5: '25',
  7: '27',
  8: '28',
  9: '29',
};
const ends: ReadonlySet<string> = new Set(Object.values(endOf));

const colour = /^([34]8;(?:5;\d+|2;\d+;\d+;\d+)|\d*)(?:;|$)/;
const foreground = /^(3[0-7]|9[0-7]|38;.*)$/;
const background = /^(4[0-7]|10[0-7]|48;.*)$/;

/** The look after an SGR sequence with these parameters; null when there is one among them that is not known here. */
export function lookAfter(look: Look, parameters: string): Look | null {
  let next: Look | null = look;
  for (let rest: string | undefined = parameters; next !== null && rest !== undefined; ) {
    const [whole = '', one = '']: readonly string[] = colour.exec(rest) ?? [];
    if (whole === '' && rest !== '') return null;
    next = lookAfterOne(next, one);
    rest = whole.endsWith(';') ? rest.slice(whole.length) : undefined;
  }
  return next;
}

/** The same for a parameter that sets one thing, a colour with all that belongs to it. */
function lookAfterOne(look: Look, parameter: string): Look | null {
  if (parameter === '' || parameter === '0') return plain;
  if (parameter === '39') return { ...look, foreground: '' };
  if (parameter === '49') return { ...look, background: '' };
  if (foreground.test(parameter)) return { ...look, foreground: parameter };
  if (background.test(parameter)) return { ...look, background: parameter };
  if (ends.has(parameter)) return { ...look, attributes: without(look.attributes, new Set([parameter])) };
  if (endOf[parameter] === undefined) return null;
  const attributes = [...new Set([...look.attributes, parameter])].sort().join('');
  return { ...look, attributes };
}

const without = (attributes: string, ended: ReadonlySet<string>): string =>
  [...attributes].filter((attribute) => !ended.has(endOf[attribute] ?? '')).join('');

export const isSameLook = (a: Look, b: Look): boolean =>
  a === b ||
  (a.foreground === b.foreground && a.background === b.background && a.attributes === b.attributes);

/** The shortest sequence that changes one look into another. */
export function changeLook(from: Look, to: Look): string {
  if (isSameLook(from, to)) return '';
  const ended = new Set(
    [...from.attributes].flatMap((attribute) =>
      to.attributes.includes(attribute) ? [] : (endOf[attribute] ?? []),
    ),
  );
  const kept = { ...from, attributes: without(from.attributes, ended) };
  const change = [...ended, ...additions(kept, to)].join(';');
  const anew = ['', ...additions(plain, to)].join(';');
  return `\u001b[${change.length < anew.length ? change : anew}m`;
}

/** Parameters that turn `from`, which has no attribute that `to` lacks, into `to`. */
const additions = (from: Look, to: Look): readonly string[] => [
  ...[...to.attributes].filter((attribute) => !from.attributes.includes(attribute)),
  ...(from.foreground === to.foreground ? [] : [to.foreground || '39']),
  ...(from.background === to.background ? [] : [to.background || '49']),
];
