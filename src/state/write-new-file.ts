import { link, open, rename, rm } from 'node:fs/promises';
import { errorCode } from '../model/error-code.ts';

/** `exists`: a file of that name is there, and is left as it is. `code` is the system's, such as `EACCES`. */
export type NewFileResult = 'written' | 'exists' | { readonly code: string };

/**
 * Writes a new file, readable by its owner only, piece by piece, so that other work goes on between. It has its name
 * when all of it is on the disk.
 */
export async function writeNewFile(
  path: string,
  pieces: Iterable<string>,
  random: () => number,
  signal: AbortSignal,
): Promise<NewFileResult> {
  const temporary = `${path}.${random().toString(36).slice(2)}.tmp`;
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      for (const piece of pieces) {
        signal.throwIfAborted();
        await file.writeFile(piece);
      }
      await file.sync();
    } finally {
      await file.close();
    }
    await giveName(temporary, path);
    return 'written';
  } catch (error) {
    const code = errorCode(error) ?? 'stopped';
    return code === 'EEXIST' ? 'exists' : { code };
  } finally {
    await rm(temporary, { force: true }).catch(() => {});
  }
}

/** A second name never takes the place of a file; where file systems have none, an empty file keeps the place. */
async function giveName(temporary: string, path: string): Promise<void> {
  try {
    await link(temporary, path);
  } catch (error) {
    if (errorCode(error) === 'EEXIST') throw error;
    await (await open(path, 'wx', 0o600)).close();
    await rename(temporary, path);
  }
}
