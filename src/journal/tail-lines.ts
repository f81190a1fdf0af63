import { closeSync, fstatSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * What was appended to a file of lines since the last call, whole lines only. A file in its place is read from its
 * start, after the end of the one before where that lies beside it under another name.
 */
export type Tail = () => readonly string[];

/** Begins at the end that the file has now. What cannot be read is as if nothing had been appended. */
export function tailLines(path: string): Tail {
  let { inode, at } = endOf(path);
  return () => {
    const now = endOf(path);
    const isAnother = now.inode !== inode;
    const moved = isAnother && inode !== 0 ? besideOf(path, inode) : null;
    const before = moved === null ? [] : linesOf(readFrom(moved, at, endOf(moved).at));
    if (isAnother || now.at < at) at = 0;
    inode = now.inode;
    if (now.at <= at) return before;
    const text = wholeLines(readFrom(path, at, now.at));
    at += text.length;
    return [...before, ...linesOf(text)];
  };
}

const wholeLines = (text: Buffer): Buffer => text.subarray(0, text.lastIndexOf(0x0a) + 1);

const linesOf = (text: Buffer): readonly string[] =>
  wholeLines(text)
    .toString('utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');

/** The path of the file with this inode in the folder of another; null where there is none. */
function besideOf(path: string, inode: number): string | null {
  const folder = dirname(path);
  try {
    const paths = readdirSync(folder).map((name) => join(folder, name));
    return paths.find((one) => endOf(one).inode === inode) ?? null;
  } catch {
    return null;
  }
}

function endOf(path: string): { readonly inode: number; readonly at: number } {
  try {
    const { ino, size } = statSync(path);
    return { inode: ino, at: size };
  } catch {
    return { inode: 0, at: 0 };
  }
}

function readFrom(path: string, from: number, to: number): Buffer {
  try {
    const descriptor = openSync(path, 'r');
    try {
      const bytes = Buffer.alloc(Math.max(0, Math.min(to, fstatSync(descriptor).size) - from));
      return bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, from));
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return Buffer.alloc(0);
  }
}
