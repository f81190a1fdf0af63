import { jsonText, plainText } from '../model/text.ts';
import type { GlobalOptions } from './global-options.ts';
import type { World } from './world.ts';

/** What a verb works with. */
export type Context = {
  readonly world: World;
  readonly options: GlobalOptions;
  /** One line for a person, next to the result. */
  readonly say: (line: string) => void;
  /** A result as lines of text. Cells are plain text; colour is ours. */
  readonly print: (lines: readonly string[]) => void;
  /** A result for a program. */
  readonly printJson: (value: unknown) => void;
  /** The same on one line, for a stream of results. */
  readonly printJsonLine: (value: unknown) => void;
  /** Several of those in one write. */
  readonly printJsonLines: (values: readonly unknown[]) => void;
};

export function createContext(world: World, options: GlobalOptions): Context {
  return {
    world,
    options,
    say: (line) => world.stderr.write(`${plainText(line)}\n`),
    print: (lines) => {
      if (lines.length > 0) world.stdout.write(`${lines.join('\n')}\n`);
    },
    printJson: (value) => world.stdout.write(`${jsonText(value, 2)}\n`),
    printJsonLine: (value) => world.stdout.write(`${jsonText(value)}\n`),
    printJsonLines: (values) => {
      if (values.length > 0) world.stdout.write(values.map((value) => `${jsonText(value)}\n`).join(''));
    },
  };
}
