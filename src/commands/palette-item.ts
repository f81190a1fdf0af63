import type { CommandContext } from './command.ts';

/** Something that can be chosen from the palette. */
export type PaletteItem = {
  /** Tells it from the others, also the next time. */
  readonly id: string;
  readonly title: string;
  /** What it is, where the title does not say so. */
  readonly note: string;
  /** What it is found by beside its title. */
  readonly alias: string;
  readonly keys: readonly string[];
  /** Why it cannot be chosen; null when it can. */
  readonly reason: string | null;
  readonly run: (context: CommandContext) => void;
};
