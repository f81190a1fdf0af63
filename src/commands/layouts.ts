import { type LayoutName, layoutNames } from '../model/layout-name.ts';
import type { Command, CommandContext } from './command.ts';

const words: Readonly<Record<LayoutName, string>> = {
  auto: 'as many panes as there is room for',
  wide: 'panes beside each other',
  tall: 'panes one below the other',
  one: 'one pane',
};

export const setLayout = ({ view }: CommandContext, layout: LayoutName): void =>
  view.setState({
    layout,
    isZoomed: false,
    overlay: null,
    notice: `Layout ${layout}: ${words[layout]}`,
  });

export const layoutCommands: readonly Command[] = [
  {
    id: 'layout',
    title: 'Next layout: auto, wide, tall, one',
    keys: ['_'],
    where: 'everywhere',
    run: (context) => {
      const index = layoutNames.indexOf(context.view.getState().layout);
      setLayout(context, layoutNames[(index + 1) % layoutNames.length] ?? 'auto');
    },
  },
  {
    id: 'previous',
    title: 'Previous view: the pane, zoom and scope of before',
    keys: ['-'],
    where: 'everywhere',
    whyNot: ({ view }) => (view.getState().previous === null ? 'There is no previous view yet' : null),
    run: ({ view, fleet }) => {
      const { previous } = view.getState();
      if (previous === null) return;
      const { scope } = previous;
      const isThere = scope !== null && fleet.getState().providers.has(scope);
      view.setState({ ...previous, scope: isThere ? scope : null, overlay: null });
    },
  },
];
