import { writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ConfigProblem } from '../../config/config.ts';
import { exampleConfig } from '../../config/example.ts';
import { configJsonSchema } from '../../config/json-schema.ts';
import { loadConfig } from '../../config/load-config.ts';
import { locateConfig } from '../../config/locate-config.ts';
import { errorCode } from '../../model/error-code.ts';
import { makeFolder } from '../../runtime/make-folder.ts';
import { ConfigError, configProblemLine } from '../config-error.ts';
import type { Context } from '../context.ts';
import type { ExitCode } from '../exit-code.ts';
import { howToBegin } from '../open-config.ts';

export async function runConfigPath(context: Context): Promise<ExitCode> {
  const { path } = locateConfig(context.options.config, context.world);
  printPath(context, path);
  return 0;
}

export async function runConfigInit(context: Context): Promise<ExitCode> {
  const { path } = locateConfig(context.options.config, context.world);
  try {
    makeFolder(dirname(path));
    await writeFile(path, exampleConfig, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    const code = errorCode(error) ?? 'unknown';
    const message = code === 'EEXIST' ? 'is there already: it stays as it is' : `cannot be written (${code})`;
    throw new ConfigError([{ file: path, line: null, key: '', message }]);
  }
  printPath(context, path);
  context.say('written: fill in your providers, then run fleetop config check');
  return 0;
}

export async function runConfigCheck(context: Context): Promise<ExitCode> {
  const result = await loadConfig(context.options.config, context.world);
  const isDemo = context.options.demo === true;
  // What is configured may be wrong under the demo, too; that nothing is, is no fault there.
  const problems = result.ok ? missingProviders(result.config.providers.length, isDemo) : result.problems;
  if (context.options.json === true) context.printJson({ problems });
  else if (problems.length > 0) for (const found of problems) context.say(configProblemLine(found));
  else if (result.ok) context.print([summary(result.config.source, result.config.providers.length)]);
  if (result.ok) for (const warning of result.config.warnings) context.say(`warning: ${warning.message}`);
  return problems.length > 0 ? 2 : 0;
}

export async function runConfigSchema(context: Context): Promise<ExitCode> {
  context.printJson(configJsonSchema());
  return 0;
}

const printPath = (context: Context, path: string) => {
  if (context.options.json === true) context.printJson({ path });
  else context.print([path]);
};

const missingProviders = (count: number, isDemo: boolean): readonly ConfigProblem[] =>
  count > 0 || isDemo ? [] : [{ file: '', line: null, key: 'providers', message: howToBegin }];

const summary = (source: string | null, count: number): string =>
  source === null && count === 0
    ? 'the simulated fleet: no problems'
    : `${source ?? 'the environment'}: ${count} ${count === 1 ? 'provider' : 'providers'}, no problems`;
