import { getAsset } from 'node:sea';
import { pathToFileURL } from 'node:url';
import type { ProgramText } from '../../src/runtime/read-program.ts';

/** Takes the place of `src/runtime/read-program.ts` in the executable: the program is one of its assets. */
export function readProgram(): ProgramText {
  // Nothing can be there: the executable is no folder.
  const { href: url } = pathToFileURL(`${process.execPath}/program.cjs`);
  return { text: getAsset('program.cjs', 'utf8'), filename: 'program.cjs', url };
}
