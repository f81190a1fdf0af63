import { lstatSync } from 'node:fs';
import { resolve } from 'node:path';
import { errorCode } from '../model/error-code.ts';
import { problem } from '../model/problem.ts';
import { fail, type Result, succeed } from '../model/result.ts';
import { plainText } from '../model/text.ts';
import { withHome } from '../model/with-home.ts';
import { writeAtomically } from '../state/write-atomically.ts';
import { writeNewFile } from '../state/write-new-file.ts';

type SaveOptions = {
  /** A file of that name is written over. */
  readonly isReplacing: boolean;
  readonly signal?: AbortSignal;
};

/**
 * Writes a file of the operator's choice whole or not at all, for its owner only; the value is its full path. A file
 * that is there already is a `conflict` unless it is to be replaced; what is there and no plain file is never replaced.
 */
export const createSaveFile =
  (homeFolder: string, random: () => number) =>
  async (
    name: string,
    pieces: Iterable<string>,
    { isReplacing, signal = new AbortController().signal }: SaveOptions,
  ): Promise<Result<string>> => {
    const path = resolve(withHome(name, homeFolder));
    try {
      const present = lstatSync(path, { throwIfNoEntry: false });
      if (present !== undefined && !present.isFile())
        return fail(problem('usage', `${plainText(path)} is no file`));
      if (isReplacing && present !== undefined) {
        writeAtomically(path, [...pieces].join(''), random);
        return succeed(plainText(path));
      }
      const written = await writeNewFile(path, pieces, random, signal);
      if (written === 'written') return succeed(plainText(path));
      return written === 'exists'
        ? fail(problem('conflict', 'exists already: Enter again writes over it'))
        : fail(unwritable(path, written.code));
    } catch (error) {
      return fail(unwritable(path, errorCode(error) ?? 'unknown'));
    }
  };

const unwritable = (path: string, code: string) =>
  problem('config', `${plainText(path)} cannot be written (${code})`);
