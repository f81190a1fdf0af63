import { isatty } from 'node:tty';
import { errorCode } from '../model/error-code.ts';

type Stream = NodeJS.WriteStream & { readonly fd: number };

/**
 * Standard output and error. What is written while `isEnding` is dropped: what an interrupted command would still say of
 * its own interruption is noise.
 */
export function createOutputs(
  { stdout, stderr }: { readonly stdout: Stream; readonly stderr: Stream },
  isEnding: () => boolean,
) {
  let loss: string | null = null;
  const output = (stream: Stream, onWritten: (error?: Error | null) => void) => ({
    write: (text: string) => {
      if (!isEnding()) stream.write(text, onWritten);
    },
    isTerminal: isatty(stream.fd),
    columns: stream.columns,
  });
  return {
    stdout: output(stdout, (error) => {
      loss ??= lossOf(error, isatty(stdout.fd));
    }),
    stderr: output(stderr, () => {}),
    /**
     * Hands the exit status on once all has left, as a pipe may still hold text. Output that found no room is told of, and
     * makes a status of 0 one of 1.
     */
    finish: (code: number, then: (code: number) => void) => {
      stdout.write('', () => {
        const lastWord =
          loss === null ? '' : `fleetop: the output cannot be written (${loss}): it is not complete\n`;
        stderr.write(lastWord, () => then(loss === null ? code : code || 1));
      });
    },
  };
}

/** Why a text was not written, such as ENOSPC; null where it was, or nobody reads it any more. */
function lossOf(error: Error | null | undefined, isTerminal: boolean): string | null {
  const code = errorCode(error);
  return code === null || isTerminal || /^(EPIPE|ECONNRESET|ERR_STREAM_)/.test(code) ? null : code;
}
