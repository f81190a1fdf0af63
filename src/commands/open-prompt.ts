import type { PromptPurpose } from '../store/prompt.ts';
import { lineOf } from '../store/text-line.ts';
import type { CommandContext } from './command.ts';

/** What becomes of a line that is typed in the footer. */
export type PromptHandler = {
  /** Stands before the line. */
  readonly label: string;
  /** After each change of the text. */
  readonly onText?: (text: string, context: CommandContext) => void;
  /** Enter, after the line was closed. */
  readonly onEnter: (text: string, context: CommandContext) => void;
  /** Esc, after the line was closed; `start` is the text that it began with. */
  readonly onEscape?: (context: CommandContext, start: string) => void;
  /** Tab: what the line is typed for from now on, or the text as it is completed. */
  readonly onTab?: (text: string, context: CommandContext) => PromptPurpose | { readonly text: string };
};

/** Opens the line with a text to begin with. */
export const openPrompt = ({ view }: CommandContext, purpose: PromptPurpose, text = ''): void =>
  view.setState({ prompt: { purpose, line: lineOf(text), start: text }, notice: null });
