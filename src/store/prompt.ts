import type { TextLine } from './text-line.ts';

/** What a line in the footer is typed for; `commands/prompts.ts` says what becomes of the text. */
export type PromptPurpose =
  | 'help'
  | 'details'
  | 'export'
  | 'ledger'
  | 'filter'
  | 'palette'
  | 'log-filter'
  | 'log-search'
  | 'log-time'
  | 'log-save';

/** The line in the footer that takes the keys while it is open. */
export type Prompt = {
  readonly purpose: PromptPurpose;
  readonly line: TextLine;
  /** The text that it began with. */
  readonly start: string;
};
