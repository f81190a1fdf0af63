import type { Prompt } from '../store/prompt.ts';
import { editLine, insert, lineOf, type TextLine } from '../store/text-line.ts';
import type { CommandContext } from './command.ts';
import { prompts } from './prompts.ts';

/** A key while a line is typed in the footer. Backspace in an empty line closes it, as in other programs. */
export function promptKey(key: string, prompt: Prompt, context: CommandContext): void {
  const { view } = context;
  const { text } = prompt.line;
  const handler = prompts[prompt.purpose];
  if (key === 'return') {
    view.setState({ prompt: null });
    handler.onEnter(text, context);
  } else if (key === 'escape' || (key === 'backspace' && text === '')) {
    view.setState({ prompt: null });
    handler.onEscape?.(context, prompt.start);
  } else if (key === 'tab' && handler.onTab !== undefined) {
    const next = handler.onTab(text, context);
    if (typeof next === 'string') view.setState({ prompt: { ...prompt, purpose: next }, notice: null });
    else change(lineOf(next.text), prompt, context);
  } else change(editLine(prompt.line, key), prompt, context);
}

/** Text that was pasted while a line is typed. */
export const promptPaste = (text: string, prompt: Prompt, context: CommandContext): void =>
  change(insert(prompt.line, text.trim()), prompt, context);

function change(line: TextLine, prompt: Prompt, context: CommandContext): void {
  context.view.setState({ prompt: { ...prompt, line }, notice: null });
  if (line.text !== prompt.line.text) prompts[prompt.purpose].onText?.(line.text, context);
}

/** Keys that move in what lies above the line; the line has no use for them. */
export const passesPrompt: ReadonlySet<string> = new Set(['up', 'down', 'pageup', 'pagedown']);
