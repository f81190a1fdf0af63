/** What a terminal does while the dashboard has it, beside what Ink sets. */
const sequences = {
  /**
   * A terminal may count a joined emoji wider than we do. Without autowrap such a line is cut at the edge; with it the
   * line would go on in the next row and push the whole screen up.
   */
  noAutowrap: { on: '\u001b[?7l', off: '\u001b[?7h' },
  /** Tells when it gains and loses the focus: nobody looks at one that another window covers. */
  focus: { on: '\u001b[?1004h', off: '\u001b[?1004l' },
  /** Buttons and wheel, as SGR reports. */
  mouse: { on: '\u001b[?1000h\u001b[?1006h', off: '\u001b[?1006l\u001b[?1000l' },
} as const;

export type TerminalMode = keyof typeof sequences;

export type TerminalModes = {
  readonly set: (mode: TerminalMode, isOn: boolean) => void;
  /** Gives the terminal back as it was, until {@link TerminalModes.take}. */
  readonly release: () => void;
  readonly take: () => void;
  /** Gives it back for good: nothing takes it again. */
  readonly close: () => void;
};

/** Remembers what it has set, so that every way out undoes it. */
export function createTerminalModes(write: (text: string) => void): TerminalModes {
  const set = new Set<TerminalMode>();
  let isReleased = false;
  let isClosed = false;
  const release = () => {
    isReleased = true;
    for (const mode of set) write(sequences[mode].off);
  };
  return {
    set: (mode, isOn) => {
      if (set.has(mode) === isOn) return;
      if (isOn) set.add(mode);
      else set.delete(mode);
      if (!isReleased) write(sequences[mode][isOn ? 'on' : 'off']);
    },
    release,
    take: () => {
      if (isClosed) return;
      isReleased = false;
      for (const mode of set) write(sequences[mode].on);
    },
    close: () => {
      isClosed = true;
      release();
    },
  };
}
