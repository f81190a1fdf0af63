import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { refuseEndless } from '../state/read-text.ts';

/**
 * The last `most` bytes of a file of lines, or all of a smaller one; a line that is cut by that is left out. Throws what
 * the system says.
 */
export function readEnd(path: string, most: number): { readonly text: string; readonly bytes: number } {
  refuseEndless(path);
  const descriptor = openSync(path, 'r');
  try {
    const { size } = fstatSync(descriptor);
    const from = Math.max(0, size - most);
    const buffer = Buffer.alloc(size - from);
    const bytes = readSync(descriptor, buffer, 0, buffer.length, from);
    const text = buffer.subarray(0, bytes).toString('utf8');
    return { text: from === 0 ? text : text.slice(text.indexOf('\n') + 1), bytes };
  } finally {
    closeSync(descriptor);
  }
}
