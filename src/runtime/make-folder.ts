import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { errorCode } from '../model/error-code.ts';

/**
 * Makes a folder and those above it that are missing, for their owner only. Throws what the system says. Node's own
 * recursive way never comes back where a folder that is there takes in no other and answers ENOENT, as `/proc` does
 * and automatic mounts do.
 */
export function makeFolder(path: string): void {
  if (tryToMake(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path, ownerOnly);
}

const ownerOnly = { mode: 0o700 };

/** False where a folder above it is missing. */
function tryToMake(path: string): boolean {
  try {
    mkdirSync(path, ownerOnly);
    return true;
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EEXIST' && statSync(path).isDirectory()) return true;
    if (code === 'ENOENT' && dirname(path) !== path) return false;
    throw error;
  }
}
