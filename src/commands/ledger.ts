import type { CommandContext } from './command.ts';
import type { PromptHandler } from './open-prompt.ts';

function search(text: string, { view }: CommandContext): void {
  const { overlay } = view.getState();
  if (overlay?.type === 'account') view.setState({ overlay: { ...overlay, search: text, top: 0 } });
}

/** Searches the movements of an account's page. */
export const ledgerPrompt: PromptHandler = {
  label: 'search',
  onText: search,
  onEnter: search,
  onEscape: (context) => search('', context),
};
