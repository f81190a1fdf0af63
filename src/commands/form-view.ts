import { windowTop } from '../store/rows.ts';
import type { CommandContext } from './command.ts';
import { isOnButton } from './form-edit.ts';

/** Lines above a form's first field. */
const linesAboveFields = 1;

/** Scrolls the form so far that the field typed into is on the screen, and with the button all below it. */
export function keepInView({ view, pageSize, overlayLength }: CommandContext): void {
  const { overlay } = view.getState();
  if (overlay?.type !== 'form') return;
  const count = overlayLength();
  const line = isOnButton(overlay) ? count - 1 : overlay.index + linesAboveFields;
  const top = windowTop(overlay.top, line, count, pageSize());
  if (top !== overlay.top) view.setState({ overlay: { ...overlay, top } });
}
