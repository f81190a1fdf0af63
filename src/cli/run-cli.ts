import { CommanderError } from 'commander';
import { problem } from '../model/problem.ts';
import { ConfigError, configProblemLine } from './config-error.ts';
import { type Context, createContext } from './context.ts';
import type { ExitCode } from './exit-code.ts';
import type { GlobalOptions } from './global-options.ts';
import { problemJson } from './json/problem-json.ts';
import { createProgram } from './program.ts';
import { UsageError } from './usage-error.ts';
import type { World } from './world.ts';

/** Runs one command line, `words` being what follows the program's name. Never rejects. */
export async function runCli(words: readonly string[], version: string, world: World): Promise<ExitCode> {
  let code: ExitCode = 0;
  let context: Context | null = null;
  const program = createProgram({
    version,
    helpWidth: Math.min(world.stdout.columns ?? 80, 100),
    writeOut: world.stdout.write,
    createContext: (options) => {
      context = createContext(world, options);
      return context;
    },
    onExitCode: (result) => {
      code = result;
    },
  });
  try {
    await program.parseAsync([...words], { from: 'user' });
    return code;
  } catch (error) {
    const known = context ?? createContext(world, optionsOf(words, program.opts<GlobalOptions>()));
    return tellFailure(error, known);
  }
}

/** Parsing may have stopped before it came to `--json`. */
const optionsOf = (words: readonly string[], parsed: GlobalOptions): GlobalOptions =>
  words.includes('--json') ? { ...parsed, json: true } : parsed;

function tellFailure(error: unknown, context: Context): ExitCode {
  if (error instanceof CommanderError && error.exitCode === 0) return 0;
  if (error instanceof UsageError || error instanceof CommanderError)
    return refuse(context, commanderSentence(error), error instanceof UsageError ? error.code : 'usage');
  if (error instanceof ConfigError) {
    for (const found of error.problems) context.say(`fleetop: ${configProblemLine(found)}`);
    if (context.options.json === true)
      context.printJson({ error: problemJson(problem('config', error.message)) });
    return 2;
  }
  const message = error instanceof Error ? error.message : String(error);
  const { verbose, json } = context.options;
  context.say(crashLine(message, context.world.report(error)));
  if (verbose === true && error instanceof Error)
    for (const line of (error.stack ?? '').split('\n')) context.say(line);
  if (json === true) context.printJson({ error: problemJson(problem('invalid', message)) });
  return 1;
}

/** The one line of what nobody expected, and where the rest of it stands. */
export const crashLine = (message: string, report: string | null): string =>
  `fleetop failed: ${message} (${report === null ? '--verbose tells where' : `the report is ${report}`})`;

/** Says why nothing was asked of any provider. */
function refuse(context: Context, message: string, code: UsageError['code']): ExitCode {
  if (context.options.json === true) context.printJson({ error: problemJson(problem(code, message)) });
  context.say(`fleetop: ${message}`);
  return 2;
}

/**
 * Commander begins with `error: `, may break its suggestion onto a second line, and repeats what stands behind an unknown
 * option's equals sign: that may be a secret.
 */
const commanderSentence = (error: Error): string =>
  error.message
    .replace(/^error: /, '')
    .replace(/^(unknown option '[^=]*=).*'/s, "$1***'")
    .replace(/\n\(Did you mean (.*)\?\)/i, ': did you mean $1?');
