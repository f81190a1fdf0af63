import { choicePage } from '../../commands/choice-page.ts';
import type { CommandContext } from '../../commands/command.ts';
import { windowTop } from '../../store/rows.ts';

/**
 * Keeps the cursor of a page of choices on what it stands on, wherever a poll or a reply moves that: Enter means what was
 * read. What is gone leaves the cursor in its place. Until the answer is called.
 */
export function pinChoice(context: CommandContext): () => void {
  const { view, fleet } = context;
  let stood: { readonly page: string; readonly index: number; readonly id: string | undefined } | null = null;
  const look = () => {
    const { overlay } = view.getState();
    const shown = choicePage(context);
    if (shown === null || overlay === null || !('index' in overlay)) {
      stood = null;
      return;
    }
    const { page, ids } = shown;
    const { index, top } = overlay;
    const isSame = stood?.page === page && stood.index === index;
    const moved = isSame && stood?.id !== undefined ? ids.indexOf(stood.id) : index;
    const next = moved === -1 ? index : moved;
    stood = { page, index: next, id: ids[next] };
    if (next !== index)
      view.setState({
        overlay: { ...overlay, index: next, top: windowTop(top, next, ids.length, context.pageSize()) },
      });
  };
  const stops = [
    view.subscribe((now, before) => {
      if (now.overlay !== before.overlay) look();
    }),
    fleet.subscribe((now, before) => {
      if (now.servers !== before.servers || now.apps !== before.apps || now.providers !== before.providers)
        look();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
