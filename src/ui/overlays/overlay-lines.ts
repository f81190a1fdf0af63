import { problemHint } from '../../model/problem.ts';
import type { Overlay } from '../../store/view-state.ts';
import type { InnerLine } from '../components/framed.ts';
import { detailsLines } from './details-lines.ts';
import { helpLines } from './help-lines.ts';

/** Everything a page has to show, of which a window is on the screen. */
export function overlayLines(overlay: Overlay, width: number): readonly InnerLine[] {
  if (overlay.type === 'help') return helpLines();
  const { content } = overlay;
  switch (content.phase) {
    case 'loading':
      return [];
    case 'ready':
      return detailsLines(content.details, width);
    case 'failed':
      return [
        { spans: [[` ${content.problem.message}`, 'error']] },
        { spans: [[` ${problemHint(content.problem.code) ?? ''}`, 'muted']] },
      ];
  }
}
