import logUpdate, { type CursorPosition, type LogUpdate } from '../../node_modules/ink/build/log-update.js';
import { patchFrame } from './patch-frame.ts';

/**
 * The first cell, and nothing behind it. Ink would begin where the cursor stands, which is where another program, or what
 * was typed meanwhile, has left it.
 */
const fromTheTop = '\u001b[H\u001b[J';

type Stream = Parameters<typeof logUpdate.create>[0];
type Options = Parameters<typeof logUpdate.create>[1];

/**
 * Takes the place of Ink's `log-update`. Where the rendering is incremental and a frame of as many rows and columns is
 * on the screen, only the cells that differ are written: Ink writes each changed row from the first changed column to
 * its end, and steps over every other row. All else, such as the first frame and whatever has a cursor, is Ink's own.
 */
function create(stream: Stream, options: Options = {}): LogUpdate {
  const whole = logUpdate.create(stream, options);
  if (options.incremental !== true) return whole;
  let shown: { readonly lines: readonly string[]; readonly columns: number | undefined } | null = null;
  let wanted: CursorPosition | undefined;
  const keep = (text: string) => {
    shown = { lines: text.split('\n'), columns: stream.columns };
  };
  const forget = () => {
    shown = null;
  };

  const render = (text: string): boolean => {
    const hasCursor = wanted !== undefined || whole.getCursorPosition() !== undefined;
    const lines = text.split('\n');
    const isPatchable =
      shown !== null && shown.lines.length === lines.length && shown.columns === stream.columns;
    if (shown === null || !isPatchable || hasCursor || !whole.willRender(text)) {
      if (shown === null || shown.columns !== stream.columns) {
        whole.reset();
        stream.write(fromTheTop);
      }
      const hasWritten = whole(text);
      keep(text);
      return hasWritten;
    }
    stream.write(patchFrame(shown.lines, lines));
    whole.sync(text);
    keep(text);
    return true;
  };
  return Object.assign(render, {
    clear: () => {
      whole.clear();
      forget();
    },
    done: () => {
      whole.done();
      forget();
    },
    reset: () => {
      whole.reset();
      forget();
    },
    sync: (text: string) => {
      whole.sync(text);
      keep(text);
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

// biome-ignore lint/style/noDefaultExport: as the module it stands for
export default { create };
