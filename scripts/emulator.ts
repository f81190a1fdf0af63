import unicodeAddon from '@xterm/addon-unicode11';
import xterm, { type Terminal } from '@xterm/headless';

export type EmulatorOptions = {
  readonly columns: number;
  readonly rows: number;
  /** Lines kept above the screen. */
  readonly scrollback?: number;
  /** Of which version it takes the widths of characters: in 6, its own, emoji take one cell. */
  readonly unicode?: '6' | '11';
};

/** A terminal without a window. */
export function createEmulator({ columns, rows, scrollback = 0, unicode = '11' }: EmulatorOptions): Terminal {
  const emulator = new xterm.Terminal({ cols: columns, rows, scrollback, allowProposedApi: true });
  emulator.loadAddon(new unicodeAddon.Unicode11Addon());
  emulator.unicode.activeVersion = unicode;
  return emulator;
}
