import type { CommandContext } from './command.ts';
import { openPrompt } from './open-prompt.ts';

/** Opens the palette with a text to begin with. */
export function openPalette(context: CommandContext, text = ''): void {
  context.view.setState({ overlay: { type: 'palette', search: text, index: 0, top: 0 } });
  openPrompt(context, 'palette', text);
}
