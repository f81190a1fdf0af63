import { forbidden, readWritten, unrestored } from '../../test/support/terminal-sequences.ts';

/** Looks at all that a program writes, without keeping it. */
export type WrittenCheck = {
  readonly add: (text: string) => void;
  /** What is on no allow-list, each once. */
  readonly forbidden: () => readonly string[];
  /** What of the terminal's modes was left on. */
  readonly unrestored: () => readonly string[];
};

/** What other programs, bells and the clipboard may bring beside the dashboard's own sequences. */
const wanted: readonly RegExp[] = [
  // A bell that the configuration asks for; what the terminal driver echoes and expands; text that was copied.
  /^"(\\u0007|\\t|\\b)"$/,
  /^"\\u001b]52;c;[\w+/=]*\\u0007"$/,
  // What was typed at another program, as the terminal driver echoes it: `^[` is how it writes an ESC.
  /\^\[/,
  // After another program had the terminal: see `leftBehind` of the screen.
  /^"\\u001b(\[\?(1047|1|1002|1003)l|>|\(|7|8|\[r|\[>4;0m|\[=0u)"$/,
];

/** A sequence may lie in two writes: its beginning waits for the rest. */
const longestSequence = 128 * 1024;

export function createWrittenCheck(): WrittenCheck {
  const strange = new Set<string>();
  let held = '';
  let modes = '';
  let newest = '';
  const look = (text: string) => {
    for (const found of forbidden(text))
      if (!wanted.some((pattern) => pattern.test(found))) strange.add(found);
    for (const written of readWritten(text))
      if (written.type === 'csi' && /[hlurt]/.test(written.final)) modes += written.text;
    newest = (newest + text).slice(-longestSequence);
  };
  return {
    add: (text) => {
      held += text;
      const last = lastBeginning(held);
      const from = last !== -1 && held.length - last < longestSequence ? last : held.length;
      look(held.slice(0, from));
      held = held.slice(from);
    },
    forbidden: () => {
      look(held);
      held = '';
      return [...strange];
    },
    unrestored: () => [
      ...unrestored(modes),
      ...unrestored(newest).filter((left) => left.startsWith('colour')),
    ],
  };
}

/** Where the last sequence begins; `ESC \\` is the end of one, and an ESC that came last may become that. */
function lastBeginning(text: string): number {
  let at = text.lastIndexOf('\u001b');
  while (at > 0 && (at === text.length - 1 || text[at + 1] === '\\')) at = text.lastIndexOf('\u001b', at - 1);
  return at;
}
