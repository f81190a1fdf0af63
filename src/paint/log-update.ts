import logUpdate, { type CursorPosition, type LogUpdate } from '../../node_modules/ink/build/log-update.js';
import { patchFrame } from './patch-frame.ts';

/**
 * The first cell, and nothing behind it. Ink would begin where the cursor stands, which is where another program, or what
 * was typed meanwhile, has left it.
 */
const fromTheTop = '\u001b[H\u001b[J';

type Stream = Parameters<typeof logUpdate.create>[0];
type Options = Parameters<typeof logUpdate.create>[1];

type Shown = { readonly lines: readonly string[]; readonly columns: number; readonly rows: number };

/**
 * Takes the place of Ink's `log-update`. Where the rendering is incremental and a frame of as many rows and columns is
 * on the screen, only the cells that differ are written: Ink writes each changed row from the first changed column to
 * its end, and steps over every other row. A frame that fills a screen of another size than before is written whole
 * and from the top, as terminals differ in what they do with rows and cursor then. All else, such as the first frame
 * and whatever has a cursor, is Ink's own.
 */
function create(stream: Stream, options: Options = {}): LogUpdate {
  const whole = logUpdate.create(stream, options);
  if (options.incremental !== true) return whole;
  let shown: Shown | null = null;
  let wanted: CursorPosition | undefined;
  const shownNow = (text: string): Shown => ({
    lines: text.split('\n'),
    columns: stream.columns ?? 0,
    rows: stream.rows ?? 0,
  });

  const render = (text: string): boolean => {
    const hasCursor = wanted !== undefined || whole.getCursorPosition() !== undefined;
    const next = shownNow(text);
    const before = shown;
    const change = before === null || hasCursor || !whole.willRender(text) ? null : changeTo(next, before);
    shown = next;
    if (change === null) {
      if (before === null || before.columns !== next.columns) {
        whole.reset();
        stream.write(fromTheTop);
      }
      return whole(text);
    }
    stream.write(change);
    whole.sync(text);
    return true;
  };
  const forget = () => {
    shown = null;
  };
  return Object.assign(render, {
    clear: () => {
      whole.clear();
      if (shown !== null) shown = { ...shown, lines: [] };
    },
    done: () => {
      // Where there is no other screen to go back to, the shell's prompt stands below the last frame.
      if (shown !== null) stream.write('\r\n');
      whole.done();
      forget();
    },
    reset: () => {
      whole.reset();
      forget();
    },
    sync: (text: string) => {
      whole.sync(text);
      shown = shownNow(text);
    },
    setCursorPosition: (position: CursorPosition | undefined) => {
      wanted = position;
      whole.setCursorPosition(position);
    },
    isCursorDirty: whole.isCursorDirty,
    willRender: whole.willRender,
    getCursorPosition: whole.getCursorPosition,
  });
}

/** What brings the next frame to the screen; null where that is left to Ink. */
function changeTo(next: Shown, shown: Shown): string | null {
  const isSameSize = next.columns === shown.columns && next.rows === shown.rows;
  if (isSameSize && next.lines.length === shown.lines.length)
    return patchFrame(shown.lines, next.lines, next);
  return next.lines.length === next.rows ? wholeScreen(next.lines) : null;
}

/** Each row is erased first: behind its last column a terminal may erase that column. */
const wholeScreen = (lines: readonly string[]): string =>
  `\u001b[H${lines.map((line) => `\u001b[2K${line}`).join('\r\n')}`;

// biome-ignore lint/style/noDefaultExport: as the module it stands for
export default { create };
