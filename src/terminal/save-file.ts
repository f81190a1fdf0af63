import { lstatSync } from 'node:fs';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { errorCode } from '../model/error-code.ts';
import { problem } from '../model/problem.ts';
import { fail, type Result, succeed } from '../model/result.ts';
import { writeAtomically } from '../state/write-atomically.ts';

/**
 * Writes a file whole or not at all, for its owner only; the value is its full path. A file that is there already is
 * a `conflict` unless it is to be replaced; what is there and no plain file is never replaced.
 */
export function saveFile(name: string, text: string, isReplacing: boolean): Result<string> {
  const path = resolve(name.replace(/^~(?=\/)/, homedir()));
  try {
    const present = lstatSync(path, { throwIfNoEntry: false });
    if (present !== undefined && !present.isFile()) return fail(problem('usage', `${path} is no file`));
    if (present !== undefined && !isReplacing)
      return fail(problem('conflict', 'exists already: Enter again writes over it'));
    writeAtomically(path, text, Math.random);
    return succeed(path);
  } catch (error) {
    const code = errorCode(error) ?? 'unknown';
    return fail(problem('config', `${path} cannot be written (${code})`));
  }
}
