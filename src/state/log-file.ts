import { appendFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from '../model/error-code.ts';
import { withFileLock } from './file-lock.ts';
import { refuseEndless } from './read-text.ts';

const rotateAtBytes = 5 * 1024 * 1024;

/**
 * Appends lines to `fleetop.log` for its owner only; past 5 MiB the old file is kept as `fleetop.log.1`. A log that cannot
 * be written is told of once, and does not disturb what it logs.
 */
export function openLogFile(
  folder: string,
  now: () => number,
  notify: (notice: string) => void,
): (line: string) => void {
  const path = join(folder, 'fleetop.log');
  let bytes = sizeOf(path);
  let isTold = false;
  const rotate = () => {
    withFileLock(path, () => {
      // Another process may have been faster.
      if (sizeOf(path) > rotateAtBytes) renameSync(path, `${path}.1`);
    });
    bytes = sizeOf(path);
  };
  return (line) => {
    const text = `${new Date(now()).toISOString()} ${line}\n`;
    try {
      refuseEndless(path);
      if (bytes > rotateAtBytes) rotate();
      appendFileSync(path, text, { mode: 0o600 });
      bytes += Buffer.byteLength(text);
    } catch (error) {
      if (!isTold)
        notify(
          `the log ${path} cannot be written (${errorCode(error) ?? 'no plain file'}): requests are not told`,
        );
      isTold = true;
    }
  };
}

const sizeOf = (path: string): number => {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
};
