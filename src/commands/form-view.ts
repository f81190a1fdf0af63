import type { CommandContext } from './command.ts';
import { pageTop } from './page-top.ts';

/** Scrolls the form so far that the field typed into is on the screen, and with the button all below it. */
export function keepInView({ view, pageSize, overlayLength }: CommandContext): void {
  const { overlay } = view.getState();
  if (overlay?.type !== 'form') return;
  const top = pageTop(overlay, { total: overlayLength(), height: pageSize() });
  if (top !== overlay.top) view.setState({ overlay: { ...overlay, top } });
}
