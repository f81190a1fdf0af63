import { EventEmitter } from 'node:events';

/** What Ink asks of a terminal it writes to. */
export class FakeOutput extends EventEmitter {
  readonly isTTY = true;
  columns: number;
  rows: number;
  readonly #show: (text: string) => void;

  constructor(columns: number, rows: number, show: (text: string) => void) {
    super();
    this.columns = columns;
    this.rows = rows;
    this.#show = show;
  }

  write(text: string, ...rest: readonly unknown[]): boolean {
    this.#show(text);
    const done = rest.at(-1);
    if (typeof done === 'function') queueMicrotask(() => done());
    return true;
  }

  cork(): void {}

  uncork(): void {}

  getColorDepth(): number {
    return 24;
  }

  hasColors(): boolean {
    return true;
  }

  resize(columns: number, rows: number): void {
    this.columns = columns;
    this.rows = rows;
    this.emit('resize');
  }
}

/** What Ink asks of a terminal it reads from. */
export class FakeInput extends EventEmitter {
  readonly isTTY = true;
  isRaw = false;
  #waiting: string[] = [];

  setRawMode(isRaw: boolean): this {
    this.isRaw = isRaw;
    return this;
  }

  setEncoding(): this {
    return this;
  }

  read(): string | null {
    return this.#waiting.shift() ?? null;
  }

  resume(): this {
    return this;
  }

  pause(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  unshift(): void {}

  give(input: string): void {
    this.#waiting.push(input);
    this.emit('readable');
  }
}
