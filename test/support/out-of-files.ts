import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('./out-of-files-main.ts', import.meta.url));

/** What becomes of an attempt in a process that may open no further file. */
export async function withoutFiles(attempt: 'session' | 'foreground'): Promise<unknown> {
  const child = spawn('sh', ['-c', 'ulimit -n 60; exec "$0" "$@"', process.execPath, main, attempt], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [said, faults] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (said === '') throw new Error(`it ended without an answer: ${faults}`);
  return JSON.parse(said);
}
