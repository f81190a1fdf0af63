import type { CommandContext } from './command.ts';
import { menuItems } from './menu.ts';
import { paletteItems } from './palette-items.ts';
import { relatedRows, textOfRelated } from './related-rows.ts';

/** A page of choices that follow the fleet: which it is, and what names each choice, in their order. */
export type ChoicePage = { readonly page: string; readonly ids: readonly string[] };

/** The page of that kind that lies over the panes; null where there is none. */
export function choicePage(context: CommandContext): ChoicePage | null {
  const { overlay } = context.view.getState();
  switch (overlay?.type) {
    case 'palette':
      return { page: `palette ${overlay.search}`, ids: paletteItems(context).map(({ id }) => id) };
    case 'menu':
      return { page: `menu ${overlay.ref}`, ids: menuItems(context).map(({ command }) => command.id) };
    case 'details': {
      if (overlay.section !== 'related') return null;
      const rows = relatedRows(overlay, context.fleet.getState());
      return { page: `related ${overlay.ref}`, ids: rows.map((row) => `${row.type} ${textOfRelated(row)}`) };
    }
    default:
      return null;
  }
}
