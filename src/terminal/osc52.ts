/** What stands between the program and the terminal, as far as control sequences are concerned. */
export type Multiplexer = 'none' | 'tmux' | 'screen';

export function multiplexerOf(env: Readonly<Record<string, string | undefined>>): Multiplexer {
  if ((env['TMUX'] ?? '') !== '') return 'tmux';
  return (env['STY'] ?? '') === '' ? 'none' : 'screen';
}

/** More bytes than this make more than the 100,000 characters that xterm and hterm take at most. */
export const mostCopiedBytes = 74_994;

/** GNU screen passes on strings of at most 256 bytes in its older versions. */
const screenPiece = 240;

/**
 * The sequence that puts a text into the clipboard of the terminal, wherever that is (OSC 52, in xterm's control
 * sequences); null where the text is too long for it. tmux gets it twice: in the plain form, which it takes where
 * `set-clipboard` is on, and in the one that passes through to the outer terminal where `allow-passthrough` is.
 */
export function copySequence(text: string, multiplexer: Multiplexer): string | null {
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length > mostCopiedBytes) return null;
  const plain = `\u001b]52;c;${bytes.toString('base64')}\u0007`;
  switch (multiplexer) {
    case 'none':
      return plain;
    case 'tmux':
      return `${plain}\u001bPtmux;${plain.replaceAll('\u001b', '\u001b\u001b')}\u001b\\`;
    case 'screen':
      return (plain.match(new RegExp(`[^]{1,${screenPiece}}`, 'g')) ?? [])
        .map((piece) => `\u001bP${piece}\u001b\\`)
        .join('');
  }
}

/** Writes that sequence: `too-long` when there is none. Whether a terminal has taken it, none of them says. */
export const createCopy =
  (write: (text: string) => void, env: Readonly<Record<string, string | undefined>>) =>
  (text: string): 'sent' | 'too-long' => {
    const sequence = copySequence(text, multiplexerOf(env));
    if (sequence === null) return 'too-long';
    write(sequence);
    return 'sent';
  };
