import { join, resolve } from 'node:path';
import type { FilePorts } from '../commands/ports.ts';
import { problem } from '../model/problem.ts';
import { fail, succeed } from '../model/result.ts';
import { plainText } from '../model/text.ts';
import { writeNewFile } from '../state/write-new-file.ts';

/** Writes what is on the screen to files of the operator's choice. */
export const createSaveText =
  (homeFolder: string, random: () => number): FilePorts['saveText'] =>
  async (path, pieces, signal) => {
    const target = path.startsWith('~/') ? join(homeFolder, path.slice(2)) : resolve(path);
    const written = await writeNewFile(target, pieces, random, signal);
    if (written === 'written') return succeed(plainText(target));
    return fail(
      problem(
        'usage',
        written === 'exists'
          ? `${plainText(path)} is there already: choose another name`
          : `${plainText(path)} cannot be written (${written.code})`,
      ),
    );
  };
