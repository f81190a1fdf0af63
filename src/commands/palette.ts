import type { Command, CommandContext } from './command.ts';
import { openPalette } from './open-palette.ts';
import type { PromptHandler } from './open-prompt.ts';
import { paletteItems } from './palette-items.ts';

/** So many of those chosen lately are remembered. */
const mostRecent = 8;

function search(text: string, { view }: CommandContext): void {
  const { overlay } = view.getState();
  if (overlay?.type === 'palette') view.setState({ overlay: { ...overlay, search: text, index: 0, top: 0 } });
}

/** Closes the palette and runs what is under its cursor, or says why that cannot be. */
function choose(context: CommandContext): void {
  const { view } = context;
  const { overlay, recent } = view.getState();
  if (overlay?.type !== 'palette') return;
  const item = paletteItems(context)[overlay.index];
  view.setState({ overlay: null, notice: item === undefined ? 'Nothing is called like this' : item.reason });
  if (item === undefined || item.reason !== null) return;
  view.setState({ recent: [item.id, ...recent.filter((id) => id !== item.id)].slice(0, mostRecent) });
  item.run(context);
}

export const palettePrompt: PromptHandler = {
  label: ':',
  onText: search,
  onEnter: (_, context) => choose(context),
  onEscape: ({ view }) => view.setState({ overlay: null }),
};

export const paletteCommand: Command = {
  id: 'palette',
  title: 'Command palette: commands, servers, apps, providers, themes',
  keys: [':'],
  where: 'everywhere',
  footer: 'palette',
  run: (context) => openPalette(context),
};
