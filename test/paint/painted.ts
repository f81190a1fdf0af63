import { EventEmitter } from 'node:events';
import type { IBufferCell, Terminal } from '@xterm/headless';
import type { ReactNode } from 'react';
import { createEmulator } from '../../scripts/emulator.ts';

/** Of which version a terminal takes the widths of characters. */
export type UnicodeVersion = '6' | '11';

export type Size = { readonly columns: number; readonly rows: number };

/** A terminal that Ink draws to, without autowrap as the dashboard sets it. */
export class Paper extends EventEmitter {
  readonly isTTY = true;
  readonly writable = true;
  columns: number;
  rows: number;
  written = '';
  /** What was written and has not come to the terminal yet. */
  #underWay = '';
  readonly #emulator: Terminal;

  constructor({ columns, rows }: Size, unicode: UnicodeVersion = '6') {
    super();
    this.columns = columns;
    this.rows = rows;
    this.#emulator = createEmulator({ columns, rows, unicode });
    this.#emulator.write('\u001b[?7l');
  }

  write(text: string, ...rest: readonly unknown[]): boolean {
    this.written += text;
    this.#underWay += text.replaceAll(/\r?\n/g, '\r\n');
    const done = rest.at(-1);
    if (typeof done === 'function') queueMicrotask(() => done());
    return true;
  }

  /** The terminal reads all that was written. */
  async read(): Promise<void> {
    const text = this.#underWay;
    this.#underWay = '';
    await new Promise<void>((resolve) => this.#emulator.write(text, resolve));
  }

  /** What is under way comes to a terminal of another size than it was written for. */
  resize({ columns, rows }: Size): void {
    this.#emulator.resize(columns, rows);
    this.columns = columns;
    this.rows = rows;
    this.emit('resize');
  }

  /** What is seen in each cell, a string a row; of an empty cell only its ground and the lines through it. */
  async cells(): Promise<readonly string[]> {
    await this.read();
    const { active } = this.#emulator.buffer;
    return Array.from({ length: this.rows }, (_, row) => {
      // A terminal that lost rows keeps some above the screen.
      const line = active.getLine(active.baseY + row);
      return Array.from({ length: this.columns }, (_, column) => seen(line?.getCell(column))).join(' ');
    });
  }

  dispose(): void {
    this.#emulator.dispose();
  }
}

function seen(cell: IBufferCell | undefined): string {
  if (cell === undefined) return 'none';
  const text = cell.getChars() || ' ';
  const lines = [cell.isInverse(), cell.isUnderline(), cell.isStrikethrough()].map(Number).join('');
  const ground = `${text}${cell.getWidth()}/${cell.getBgColorMode()}:${cell.getBgColor()}/${lines}`;
  if (text === ' ' && lines === '000') return ground;
  const weight = [cell.isBold(), cell.isDim(), cell.isItalic()].map(Number).join('');
  return `${ground}/${cell.getFgColorMode()}:${cell.getFgColor()}/${weight}`;
}

type Ink = Pick<typeof import('ink'), 'render'>;

export type Frame = {
  readonly size: Size;
  readonly tree: ReactNode;
  /** The frame before has come to the terminal before this one's size does. */
  readonly isBeforeRead: boolean;
};

/** Draws one frame after the other. */
export async function draw(
  { render }: Ink,
  frames: readonly Frame[],
  unicode?: UnicodeVersion,
): Promise<Paper> {
  const [first] = frames;
  if (first === undefined) throw new Error('nothing to draw');
  const paper = new Paper(first.size, unicode);
  const instance = render(first.tree, {
    // Ink asks no more of a terminal than this has.
    stdout: paper as unknown as NodeJS.WriteStream,
    incrementalRendering: true,
    interactive: true,
    alternateScreen: true,
    patchConsole: false,
    maxFps: 1_000,
  });
  for (const { size, tree, isBeforeRead } of frames) {
    await instance.waitUntilRenderFlush();
    if (isBeforeRead) await paper.read();
    if (size.columns !== paper.columns || size.rows !== paper.rows) paper.resize(size);
    instance.rerender(tree);
  }
  await instance.waitUntilRenderFlush();
  return paper;
}
