import { open } from 'node:fs/promises';
import { refuseEndless } from '../state/read-text.ts';

const blockBytes = 256 * 1024;

/** The lines of a file, last first, with one block of it in memory. Throws what the system says. */
export async function* linesBackwards(path: string): AsyncGenerator<string> {
  refuseEndless(path);
  const file = await open(path, 'r');
  try {
    let at = (await file.stat()).size;
    let rest = Buffer.alloc(0);
    while (at > 0) {
      const from = Math.max(0, at - blockBytes);
      const block = Buffer.alloc(at - from);
      const { bytesRead } = await file.read(block, 0, block.length, from);
      const text = Buffer.concat([block.subarray(0, bytesRead), rest]);
      let end = text.length;
      for (let before = lastBreak(text, end); before !== -1; before = lastBreak(text, end)) {
        yield text.toString('utf8', before + 1, end);
        end = before;
      }
      // It begins further up.
      rest = text.subarray(0, end);
      at = from;
    }
    yield rest.toString('utf8');
  } finally {
    await file.close();
  }
}

const lastBreak = (text: Buffer, end: number): number => (end === 0 ? -1 : text.lastIndexOf(0x0a, end - 1));
