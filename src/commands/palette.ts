import type { Command, CommandContext } from './command.ts';
import { openPalette } from './open-palette.ts';
import type { PromptHandler } from './open-prompt.ts';
import { argumentVerbs, paletteItems } from './palette-items.ts';

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

/** The text with its verb completed, then as what is under the cursor is called. */
function completed(text: string, context: CommandContext): string {
  const { overlay } = context.view.getState();
  const verbs = argumentVerbs.filter(
    (verb) => text !== '' && verb.startsWith(text.trimStart().toLowerCase()),
  );
  if (verbs.length === 1) return `${verbs[0]} `;
  const item = overlay?.type === 'palette' ? paletteItems(context)[overlay.index] : undefined;
  return item?.title ?? text;
}

export const palettePrompt: PromptHandler = {
  label: ':',
  onText: search,
  onEnter: (_, context) => choose(context),
  onEscape: ({ view }) => view.setState({ overlay: null }),
  onTab: (text, context) => ({ text: completed(text, context) }),
};

export const paletteCommand: Command = {
  id: 'palette',
  title: 'Command palette: commands, servers, apps, providers, themes',
  keys: [':'],
  where: 'everywhere',
  footer: 'palette',
  run: (context) => openPalette(context),
};
