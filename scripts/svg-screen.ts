import type { IBufferCell } from '@xterm/headless';
import { boxShape } from './box-shape.ts';
import type { Screen } from './pseudo-terminal.ts';

export type SvgColours = { readonly background: string; readonly foreground: string };

/** Of one cell, in SVG units. */
export const cell = { width: 8.4, height: 17, fontSize: 14, baseline: 13 } as const;
const padding = 10;

type Style = {
  readonly ink: string;
  readonly paper: string;
  readonly attributes: string;
};

/** The screen as a picture: text in monospace runs, frames and bars drawn as shapes so that they join in any font. */
export function svgScreen(screen: Screen, title: string, colours: SvgColours): string {
  const width = round(screen.columns * cell.width + 2 * padding);
  const height = round(screen.rows * cell.height + 2 * padding);
  const papers: string[] = [];
  const shapes = new Map<string, string[]>();
  const texts: string[] = [];
  for (let row = 0; row < screen.rows; row += 1) {
    const y = row * cell.height;
    const runs = runsOf(screen, row, colours);
    papers.push(...papersOf(runs, y, colours.background));
    for (const run of runs) {
      for (const piece of piecesOf(run)) {
        const x = piece.column * cell.width;
        const shape = boxShape(piece.text, x, y, piece.columns, cell);
        if (shape !== null) {
          const key = `${shape.isFilled ? 'fill' : 'stroke'}="${run.style.ink}"`;
          shapes.set(key, [...(shapes.get(key) ?? []), shape.path]);
        } else {
          // Other characters may be of another width in the reader's font: each has its own place.
          const stretch = piece.isAscii ? ` textLength="${round(piece.columns * cell.width)}"` : '';
          texts.push(
            `<text x="${round(x)}" y="${y + cell.baseline}" fill="${run.style.ink}"${run.style.attributes}${stretch}>${escaped(piece.text)}</text>`,
          );
        }
      }
    }
  }
  const drawn = [...shapes].map(([key, paths]) => `<path ${key} d="${paths.join('')}"/>`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" rx="8" fill="${colours.background}"/>`,
    `<g transform="translate(${padding} ${padding})">`,
    '<g shape-rendering="crispEdges">',
    ...papers,
    '</g>',
    `<g fill="none" stroke-width="1.2">`,
    ...drawn,
    '</g>',
    `<g font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono',monospace" font-size="${cell.fontSize}">`,
    ...texts,
    '</g>',
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

type Run = {
  readonly column: number;
  readonly columns: number;
  readonly style: Style;
  /** With the number of cells each takes. */
  readonly characters: readonly (readonly [character: string, columns: number])[];
};

/** A line in pieces of one style. */
function runsOf(screen: Screen, row: number, colours: SvgColours): readonly Run[] {
  const runs: Run[] = [];
  for (let column = 0; column < screen.columns; ) {
    const found = screen.cell(column, row);
    const columns = Math.max(1, found?.getWidth() ?? 1);
    const style = found === undefined ? plain(colours) : styleOf(found, colours);
    const character = [found?.getChars() || ' ', columns] as const;
    const last = runs.at(-1);
    if (last !== undefined && isSame(last.style, style))
      runs[runs.length - 1] = {
        ...last,
        columns: last.columns + columns,
        characters: [...last.characters, character],
      };
    else runs.push({ column, columns, style, characters: [character] });
    column += columns;
  }
  return runs;
}

/** What lies behind the text; neighbours of one colour are one piece, so that no seam shows between them. */
function papersOf(runs: readonly Run[], y: number, background: string): readonly string[] {
  const papers: { column: number; columns: number; fill: string }[] = [];
  for (const { column, columns, style } of runs) {
    const last = papers.at(-1);
    if (last?.fill === style.paper) last.columns += columns;
    else papers.push({ column, columns, fill: style.paper });
  }
  return papers
    .filter(({ fill }) => fill !== background)
    .map(
      ({ column, columns, fill }) =>
        `<rect x="${round(column * cell.width)}" y="${y}" width="${round(columns * cell.width)}" height="${cell.height}" fill="${fill}"/>`,
    );
}

type Piece = {
  readonly column: number;
  readonly columns: number;
  readonly text: string;
  readonly isAscii: boolean;
};

/** Words with single spaces between them; equal frame characters together; anything else one by one. */
function piecesOf(run: Run): readonly Piece[] {
  const pieces: Piece[] = [];
  let column = run.column;
  let gap = 0;
  for (const [character, columns] of run.characters) {
    const isAscii = /^[!-~]$/.test(character);
    const last = pieces.at(-1);
    if (character === ' ') gap += columns;
    else {
      const joins =
        last !== undefined &&
        (isAscii
          ? last.isAscii && gap <= 1
          : gap === 0 && character === '─' && last.text.endsWith('─') && !last.isAscii);
      if (joins)
        pieces[pieces.length - 1] = {
          ...last,
          columns: last.columns + gap + columns,
          text: `${last.text}${' '.repeat(gap)}${character}`,
        };
      else pieces.push({ column, columns, text: character, isAscii });
      gap = 0;
    }
    column += columns;
  }
  return pieces;
}

const plain = ({ background, foreground }: SvgColours): Style => ({
  ink: foreground,
  paper: background,
  attributes: '',
});

function styleOf(found: IBufferCell, colours: SvgColours): Style {
  const front = found.isFgDefault() ? colours.foreground : colourOf(found.getFgColor(), found.isFgRGB());
  const back = found.isBgDefault() ? colours.background : colourOf(found.getBgColor(), found.isBgRGB());
  const isInverse = found.isInverse() !== 0;
  const attributes = [
    found.isBold() ? ' font-weight="bold"' : '',
    found.isItalic() ? ' font-style="italic"' : '',
    found.isUnderline() ? ' text-decoration="underline"' : '',
    found.isDim() ? ' opacity="0.6"' : '',
  ].join('');
  return { ink: isInverse ? back : front, paper: isInverse ? front : back, attributes };
}

const isSame = (a: Style, b: Style): boolean =>
  a.ink === b.ink && a.paper === b.paper && a.attributes === b.attributes;

function colourOf(value: number, isRgb: boolean): string {
  if (isRgb) return `#${value.toString(16).padStart(6, '0')}`;
  const named = palette[value];
  if (named !== undefined) return named;
  if (value > 231) throw new Error(`colour ${value} of the palette is not expected`);
  const places = [36, 6, 1].map((size) => Math.floor((value - 16) / size) % 6);
  return `#${places.map((place) => (steps[place] ?? 0).toString(16).padStart(2, '0')).join('')}`;
}

/** Of red, green and blue in the cube of colours from 16 on. */
const steps = [0, 0x5f, 0x87, 0xaf, 0xd7, 0xff];

/** The sixteen colours; a theme that is asked for true colour uses few of them. */
const palette: readonly string[] = [
  '#000000',
  '#cd3131',
  '#0dbc79',
  '#b58900',
  '#2472c8',
  '#bc3fbc',
  '#11a8cd',
  '#e5e5e5',
  '#666666',
  '#f14c4c',
  '#23d18b',
  '#f5f543',
  '#3b8eea',
  '#d670d6',
  '#29b8db',
  '#ffffff',
];

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const round = (value: number): number => Math.round(value * 100) / 100;
