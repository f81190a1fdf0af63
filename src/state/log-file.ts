import { appendFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

const rotateAtBytes = 5 * 1024 * 1024;

/** Appends lines to `fleetop.log` for its owner only; past 5 MiB the old file is kept as `fleetop.log.1`. */
export function openLogFile(folder: string, now: () => number): (line: string) => void {
  const path = join(folder, 'fleetop.log');
  let bytes = sizeOf(path);
  return (line) => {
    const text = `${new Date(now()).toISOString()} ${line}\n`;
    try {
      if (bytes > rotateAtBytes) {
        renameSync(path, `${path}.1`);
        bytes = 0;
      }
      appendFileSync(path, text, { mode: 0o600 });
      bytes += Buffer.byteLength(text);
    } catch {
      // A log that cannot be written must not disturb what it logs.
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
