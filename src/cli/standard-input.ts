import { createInterface } from 'node:readline';

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

/** Everything until the end of the input, as UTF-8. */
export async function readAll(input: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const chunk of input.setEncoding('utf8')) text += String(chunk);
  return text;
}
