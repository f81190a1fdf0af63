import { constants } from 'node:fs';
import { access, chmod, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCode } from '../model/error-code.ts';
import { type Problem, problem } from '../model/problem.ts';
import { makeFolder } from '../runtime/make-folder.ts';
import type { ConfigWorld } from './config.ts';
import { type ConfigEdit, editText } from './edit-text.ts';
import { parseConfig } from './parse-config.ts';

export type SaveOptions = {
  readonly path: string;
  /** The text that the running configuration came from; null: there was no file, and one is to be made. */
  readonly before: string | null;
  readonly world: ConfigWorld;
  /** [0, 1) */
  readonly random: () => number;
};

/**
 * Writes changed values into the configuration, whole or not at all, with the mode it has. Refuses where the file is
 * not the one that was read, may not be written, or would no longer be valid.
 */
export async function saveConfig(
  edits: readonly ConfigEdit[],
  { path, before, world, random }: SaveOptions,
): Promise<Problem | null> {
  try {
    if (before === null) return await createConfig(edits, path);
    const target = await realpath(path);
    if ((await readFile(target, 'utf8')) !== before)
      return problem('config', `${path} was changed meanwhile: nothing was written`);
    await access(target, constants.W_OK);
    // A file that nobody may write is meant to stay, whoever could all the same.
    if (((await stat(target)).mode & 0o222) === 0)
      return problem('config', `${path} may not be written: nothing was saved`);
    const text = editText(before, edits);
    const checked = parseConfig(text, path, world);
    if (!checked.ok)
      return problem('config', `${path} would not be valid: ${checked.problems[0]?.message ?? 'unknown'}`);
    await replace(target, text, random);
    return null;
  } catch (error) {
    const code = errorCode(error) ?? 'unknown';
    const why = readOnlyCodes.has(code) ? 'may not be written' : `cannot be written (${code})`;
    return problem(
      'config',
      code === 'EEXIST' ? `${path} is there already` : `${path} ${why}: nothing was saved`,
    );
  }
}

const readOnlyCodes: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EROFS']);

async function createConfig(edits: readonly ConfigEdit[], path: string): Promise<null> {
  makeFolder(dirname(path));
  const heading = '# fleetop configuration. Without providers they are taken from the environment.\n';
  await writeFile(path, editText(heading, edits), { flag: 'wx', mode: 0o600 });
  return null;
}

async function replace(target: string, text: string, random: () => number): Promise<void> {
  const { mode } = await stat(target);
  const temporary = `${target}.${random().toString(36).slice(2)}.tmp`;
  try {
    await writeFile(temporary, text, { flag: 'wx', mode: 0o600 });
    await chmod(temporary, mode & 0o777);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
