import type { Overlay } from '../store/overlay.ts';
import { windowTop } from '../store/rows.ts';
import { isOnButton } from './form-edit.ts';

/** What a page has to show, and how much of it is on the screen; in lines. */
export type PageRoom = { readonly total: number; readonly height: number };

/** The first line of a page that is on the screen: from where it stands, as far as its cursor stays in view. */
export function pageTop(overlay: Overlay, { total, height }: PageRoom): number {
  const line = cursorLine(overlay, total);
  return line === null
    ? Math.max(0, Math.min(overlay.top, total - height))
    : windowTop(overlay.top, line, total, height);
}

/** Lines above a form's first field. */
const linesAboveFields = 1;

/** The line that has to be on the screen; null for a page that is scrolled, or that makes itself as high as there is room. */
function cursorLine(overlay: Overlay, total: number): number | null {
  switch (overlay.type) {
    case 'help':
    case 'palette':
    case 'columns':
    case 'menu':
    case 'deployments':
    case 'providers':
      return overlay.index;
    case 'details':
      return overlay.section === 'related' ? overlay.index : null;
    case 'form':
      // With the button all that is said below it, too.
      return isOnButton(overlay) ? total - 1 : overlay.index + linesAboveFields;
    case 'guide':
      // What became of the key, and the fields below what the provider says of it.
      return overlay.problem !== null || overlay.busy !== null || overlay.step.name === 'keep'
        ? total - 1
        : null;
    case 'account':
    case 'leave':
    case 'question':
    case 'secret':
    case 'settings':
    case 'text':
      return null;
  }
}
