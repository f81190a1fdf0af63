import type { FilePorts, MachinePorts } from '../commands/ports.ts';
import { problem } from '../model/problem.ts';
import { fail } from '../model/result.ts';
import { plainText } from '../model/text.ts';

/** Writes what is on the screen to new files of the operator's choice. */
export const createSaveText =
  (saveFile: MachinePorts['saveFile']): FilePorts['saveText'] =>
  async (path, pieces, signal) => {
    const saved = await saveFile(path, pieces, { isReplacing: false, signal });
    return saved.ok || saved.problem.code !== 'conflict'
      ? saved
      : fail(problem('usage', `${plainText(path)} is there already: choose another name`));
  };
