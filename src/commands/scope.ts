import { selectedKey } from '../store/rows.ts';
import type { Command, CommandContext } from './command.ts';
import { openPalette } from './open-palette.ts';
import { targetOf } from './targets.ts';

/** Shows one provider alone, in every pane; null: all of them. */
export const setScope = ({ view }: CommandContext, scope: string | null): void =>
  view.setState({ scope, overlay: null });

/** The provider of the row under the cursor; null where there is no row of one. */
function providerHere(context: CommandContext): string | null {
  const { view, fleet, selectors } = context;
  const { pane, cursors } = view.getState();
  const key = selectedKey(selectors, pane, fleet.getState(), cursors[pane]);
  if (key === null) return null;
  if (pane === 'billing') return key;
  return targetOf(context, key)?.resource.provider ?? null;
}

export const scopeCommands: readonly Command[] = [
  {
    id: 'scope',
    title: "Only the row's provider; again, or without a row: choose one",
    keys: ['@'],
    where: 'everywhere',
    run: (context) => {
      const { scope, overlay } = context.view.getState();
      const provider = overlay === null ? providerHere(context) : null;
      if (provider === null || provider === scope) openPalette(context, 'scope ');
      else setScope(context, provider);
    },
  },
  {
    id: 'scope.all',
    title: 'All providers',
    keys: ['0'],
    where: 'everywhere',
    whyNot: ({ view }) => (view.getState().scope === null ? 'All providers are shown' : null),
    run: (context) => setScope(context, null),
  },
];
