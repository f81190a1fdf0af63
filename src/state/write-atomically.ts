import { renameSync, rmSync, writeFileSync } from 'node:fs';

/** Replaces a file as a whole, readable by its owner only: a reader sees the old or the new, never a part. */
export function writeAtomically(path: string, text: string, random: () => number): void {
  const temporary = `${path}.${random().toString(36).slice(2)}.tmp`;
  try {
    writeFileSync(temporary, text, { mode: 0o600 });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
