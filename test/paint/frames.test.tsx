import fc from 'fast-check';
import { Box, render, Text } from 'ink';
import { expect, test } from 'vitest';
import { originalInk } from './originals.ts';
import { draw, type Frame, type Size, type UnicodeVersion } from './painted.ts';

/** One text at a place, perhaps cut by the box around it. */
type Piece = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly isClipped: boolean;
  readonly spans: readonly (readonly [look: string, text: string])[];
};

const look = fc.constantFrom(
  '',
  '1',
  '2',
  '3',
  '4',
  '7',
  '9',
  '31',
  '92',
  '44',
  '38;5;99',
  '1;38;2;9;8;7',
  '48;2;1;2;3',
  '2;1;4',
);
const text = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.stringMatching(/^ {1,9}$/),
  fc.constantFrom('│', '╭──╮', '●', '…', '漢字', '한국어', 'ｆｕｌｌ', 'カ'),
  fc.constantFrom(
    'two\nlines',
    '👨‍👩‍👧',
    '🇮🇳',
    '❤️',
    'é',
    'ガ',
    '\u0301',
    '\u200b',
    '😀',
    '\u11fe',
    'x\u1175',
  ),
);
const piece: fc.Arbitrary<Piece> = fc.record({
  x: fc.integer({ min: 0, max: 26 }),
  y: fc.integer({ min: 0, max: 6 }),
  width: fc.integer({ min: 1, max: 30 }),
  isClipped: fc.boolean(),
  spans: fc.array(fc.tuple(look, text), { minLength: 1, maxLength: 4 }),
});
const size: fc.Arbitrary<Size> = fc.constantFrom(
  { columns: 30, rows: 8 },
  { columns: 24, rows: 6 },
  { columns: 31, rows: 9 },
);
const screen = fc.array(piece, { maxLength: 8 });
/** How a frame is drawn. */
type Step = Pick<Frame, 'size' | 'isBeforeRead'>;

/** A screen, and what becomes of it: mostly it keeps its pieces and one is another. */
const frames = fc
  .tuple(
    screen,
    fc.array(fc.record({ at: fc.nat({ max: 9 }), piece, isAnew: fc.boolean(), screen }), { maxLength: 5 }),
  )
  .map(([first, steps]) => {
    const screens: (readonly Piece[])[] = [first];
    for (const step of steps)
      screens.push(step.isAnew ? step.screen : (screens.at(-1) ?? []).toSpliced(step.at, 1, step.piece));
    return screens;
  });

const styled = (spans: Piece['spans']): string =>
  spans.map(([parameters, written]) => `\u001b[${parameters}m${written}\u001b[0m`).join('');

const tree = ({ columns, rows }: Size, pieces: readonly Piece[]) => (
  <Box width={columns} height={rows} overflow="hidden">
    {pieces.map((each, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a piece has no other name
      <PieceView key={index} piece={each} />
    ))}
  </Box>
);

/** Of a clipped piece a column on its left is cut away, and two on its right. */
const PieceView = ({ piece: { x, y, width, isClipped, ...rest } }: { readonly piece: Piece }) => (
  <Box
    position="absolute"
    left={x}
    top={y}
    width={isClipped ? Math.max(1, width - 3) : width}
    height={1}
    overflow={isClipped ? 'hidden' : 'visible'}
  >
    <Box flexShrink={0} width={width} marginLeft={isClipped ? -1 : 0}>
      <Text wrap="truncate">{styled(rest.spans)}</Text>
    </Box>
  </Box>
);

test('another output stands in the place of Ink’s here', () => {
  expect(render).not.toBe(originalInk.render);
});

/** What a terminal shows at the end, and what one shows that is given the last frame alone: by us, and by Ink as it is. */
async function drawAll(steps: readonly Frame[]) {
  const papers = [
    await draw({ render }, steps),
    await draw({ render }, steps.slice(-1)),
    await draw(originalInk, steps.slice(-1)),
  ] as const;
  try {
    const [painted, anew, wanted] = papers;
    return { painted: await painted.cells(), anew: await anew.cells(), wanted: await wanted.cells() };
  } finally {
    for (const paper of papers) paper.dispose();
  }
}

/** What every terminal gives the same cells: Ink leaves the rest of a row to what the terminal thinks of the others. */
const undoubted = /^[ -~│╭─╮●…漢字한국어ｆｕｌｌカ\n]*$/;

test('whatever was drawn before, a frame is seen as it is on an empty screen, and as Ink draws it there', async () => {
  const steps = fc.oneof(
    size.map((one) => Array<Step>(6).fill({ size: one, isBeforeRead: true })),
    fc.array(fc.record({ size, isBeforeRead: fc.boolean() }), { minLength: 6, maxLength: 6 }),
  );
  await fc.assert(
    fc.asyncProperty(frames, steps, async (screens, at) => {
      const { painted, anew, wanted } = await drawAll(
        screens.map((pieces, index) => {
          const { size, isBeforeRead } = at[index] as Step;
          return { size, isBeforeRead, tree: tree(size, pieces) };
        }),
      );
      expect(painted).toEqual(anew);
      const texts = screens.at(-1)?.flatMap(({ spans }) => spans.map(([, text]) => text)) ?? [];
      if (undoubted.test(texts.join(''))) expect(painted).toEqual(wanted);
    }),
    { numRuns: 200 },
  );
}, 120_000);

test.each<{ unicode: UnicodeVersion }>([{ unicode: '6' }, { unicode: '11' }])(
  'what stands behind a character is where it belongs, whatever its width is taken to be: Unicode $unicode',
  async ({ unicode }) => {
    const at = { columns: 14, rows: 3 };
    const beside = (text: string) => ({
      size: at,
      isBeforeRead: true,
      tree: (
        <Box width={14} borderStyle="single">
          <Text>{text}</Text>
        </Box>
      ),
    });
    for (const text of ['👩‍👩‍👧 web', '👍🏽', '🇮🇳 db', '❤️ 1', '☰ x', '\u1175web', 'น้ำ', 'क्षि', '①'])
      for (const frames of [[beside(text)], [beside('web-01'), beside(text)]]) {
        const paper = await draw({ render }, frames, unicode);
        expect((await paper.cells())[1], text).toMatch(/ │\S+$/);
        paper.dispose();
      }
  },
);

test('an accent that stands on the character before it goes with it', async () => {
  const at = { columns: 12, rows: 2 };
  const beside = (mark: string) => ({
    size: at,
    isBeforeRead: true,
    tree: tree(at, [
      { x: 0, y: 0, width: 1, isClipped: false, spans: [['31', 'a']] },
      { x: 1, y: 0, width: 5, isClipped: false, spans: [['32', mark]] },
    ]),
  });
  const { painted, wanted } = await drawAll([beside('\u0301'), beside('b')]);
  expect(painted).toEqual(wanted);
});

test('behind a wide character in the place of another the cursor stands where it does', async () => {
  const at = { columns: 12, rows: 2 };
  const showing = (text: string) => ({
    size: at,
    isBeforeRead: true,
    tree: tree(at, [
      {
        x: 0,
        y: 0,
        width: 10,
        isClipped: false,
        spans: [
          ['1', text.slice(0, 2)],
          ['', text.slice(2)],
        ],
      },
    ]),
  });
  const { painted, wanted } = await drawAll([showing('漢字'), showing('한국!')]);
  expect(painted).toEqual(wanted);
});

test('a change of two rows is written as those cells, in one synchronized frame', async () => {
  const at = { columns: 40, rows: 6 };
  const rows = (under: number) => ({
    size: at,
    isBeforeRead: true,
    tree: tree(
      at,
      [0, 1, 2, 3, 4].map((y) => ({
        x: 0,
        y,
        width: 40,
        isClipped: false,
        spans: [[y === under ? '7' : '', `row ${y}`]],
      })),
    ),
  });
  const paper = await draw({ render }, [rows(1), rows(2)]);
  const written = paper.written.slice(paper.written.lastIndexOf('\u001b[?2026h'));
  expect(written).toBe('\u001b[?2026h\u001b[4A\rrow 1\u001b[B\r\u001b[7mrow 2\u001b[m\u001b[3B\u001b[?2026l');
  paper.dispose();
});
