import type { IncomingMessage } from 'node:http';

/** More is refused. */
const mostBytes = 64 * 1024;
/** So much of what is too large is read all the same: a connection closed in the middle would lose the answer. */
const mostDrained = 1024 * 1024;

/** A request's raw body; null where it broke off. */
export function readBody(request: IncomingMessage): Promise<Buffer | 'too large' | null> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= mostBytes) chunks.push(chunk);
      else chunks.length = 0;
      if (size > mostDrained) {
        request.pause();
        resolve('too large');
      }
    });
    request.on('end', () => resolve(size > mostBytes ? 'too large' : Buffer.concat(chunks)));
    request.on('error', () => resolve(null));
    request.on('close', () => resolve(null));
  });
}
