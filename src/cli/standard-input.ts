import { isUtf8 } from 'node:buffer';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { errorCode } from '../model/error-code.ts';
import { UsageError } from './usage-error.ts';

/** What was typed for something else has arrived by then. */
const typedAheadMs = 100;
const interrupt = 0x03;

/**
 * Drops what was typed before now, half a line too: only a raw terminal hands that over. Resolves with true when it was
 * Ctrl-C, which a raw terminal makes no signal of.
 */
export async function dropTypedAhead(input: NodeJS.ReadStream): Promise<boolean> {
  if (!input.isTTY) return false;
  let isInterrupted = false;
  const drop = (chunk: Buffer) => {
    if (chunk.includes(interrupt)) isInterrupted = true;
  };
  input.setRawMode(true);
  input.on('data', drop);
  await setTimeout(typedAheadMs);
  input.off('data', drop);
  input.pause();
  input.setRawMode(false);
  return isInterrupted;
}

/** Asks on `output` and reads one line; an empty one at the end of the input, or when the signal aborts. */
export function askLine(
  question: string,
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  signal: AbortSignal,
): Promise<string> {
  return new Promise((resolve) => {
    // Line by line from the terminal's own editing: Ctrl-C stays the signal that it is.
    const lines = createInterface({ input, output, terminal: false });
    const finish = (line: string) => {
      resolve(line);
      signal.removeEventListener('abort', cancel);
      lines.close();
    };
    const cancel = () => finish('');
    signal.addEventListener('abort', cancel, { once: true });
    lines.once('close', () => resolve(''));
    lines.question(question, finish);
  });
}

/** Everything until the end of the input, which must be UTF-8. Rejects with a {@link UsageError} where it is not, or cannot be read. */
export async function readAll(input: NodeJS.ReadableStream): Promise<string> {
  const bytes = await bytesOf(input);
  if (!isUtf8(bytes)) throw new UsageError('the standard input is no text in UTF-8');
  return new TextDecoder().decode(bytes);
}

async function bytesOf(input: NodeJS.ReadableStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of input) chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  } catch (error) {
    throw new UsageError(`the standard input cannot be read (${errorCode(error) ?? 'unknown'})`);
  }
  return Buffer.concat(chunks);
}
