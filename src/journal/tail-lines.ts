import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';

/** What was appended to a file of lines since the last call, whole lines only; a file in its place is read from its start. */
export type Tail = () => readonly string[];

/** Begins at the end that the file has now. What cannot be read is as if nothing had been appended. */
export function tailLines(path: string): Tail {
  let { inode, at } = endOf(path);
  return () => {
    const now = endOf(path);
    if (now.inode !== inode || now.at < at) at = 0;
    inode = now.inode;
    if (now.at <= at) return [];
    const text = readFrom(path, at, now.at);
    const end = text.lastIndexOf(0x0a) + 1;
    at += end;
    return text
      .subarray(0, end)
      .toString('utf8')
      .split('\n')
      .filter((line) => line.trim() !== '');
  };
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
