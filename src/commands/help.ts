import type { Command, CommandContext } from './command.ts';
import type { PromptHandler } from './open-prompt.ts';
import { runCommand } from './run-command.ts';

/** The commands that the help lists: all, or those in which every word of the search is found. */
export function helpItems({ view, keymap }: CommandContext): readonly Command[] {
  const { overlay } = view.getState();
  const words = overlay?.type === 'help' ? overlay.search.toLowerCase().split(/\s+/) : [];
  const { commands, keysOf } = keymap();
  return commands.filter((command) => {
    const text = `${command.title} ${command.id}`.toLowerCase();
    return words.every((word) => text.includes(word) || keysOf(command).includes(word));
  });
}

/** Closes the help and runs the command under its cursor. */
export function chooseFromHelp(context: CommandContext): void {
  const { overlay } = context.view.getState();
  if (overlay?.type !== 'help') return;
  const command = helpItems(context)[overlay.index];
  if (command === undefined) return;
  context.view.setState({ overlay: null });
  runCommand(command, context);
}

function search(text: string, { view }: CommandContext): void {
  const { overlay } = view.getState();
  if (overlay?.type === 'help') view.setState({ overlay: { ...overlay, search: text, index: 0, top: 0 } });
}

export const helpPrompt: PromptHandler = {
  label: 'search',
  onText: search,
  onEnter: (_, context) => chooseFromHelp(context),
  onEscape: (context) => search('', context),
};

export const helpCommand: Command = {
  id: 'help',
  title: 'Keys: search them, run the one that is chosen',
  keys: ['?', 'f1'],
  where: 'everywhere',
  footer: 'help',
  run: (context) => {
    const isOpen = context.view.getState().overlay?.type === 'help';
    context.view.setState({ overlay: isOpen ? null : { type: 'help', search: '', index: 0, top: 0 } });
  },
};
