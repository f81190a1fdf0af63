import type { Command, OptionValues } from 'commander';
import type { Context } from './context.ts';
import type { ExitCode } from './exit-code.ts';

export type Run<Options> = (
  context: Context,
  options: Options,
  words: readonly string[],
) => Promise<ExitCode>;

/**
 * Sets what a command does. The code behind it is loaded when it is called, so that help and other commands do
 * without.
 */
export type Bind = <Options extends OptionValues>(
  command: Command,
  load: () => Promise<Run<Options>>,
) => void;

/** How help names a word that says which server or app. */
export const targetWords = 'PROVIDER/ID, or a name or id';

/** One command: its name, options and help, and where the code is. */
export type Verb = (program: Command, bind: Bind) => void;
