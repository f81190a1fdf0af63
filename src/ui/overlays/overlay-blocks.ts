import { problemHint } from '../../model/problem.ts';
import type { Overlay } from '../../store/view-state.ts';
import type { Span } from '../theme/style.ts';
import type { Block } from './block.ts';
import { detailsBlocks } from './details-blocks.ts';
import { helpLines } from './help-lines.ts';

/** Everything a page has to show, of which a window is on the screen. */
export function overlayBlocks(overlay: Overlay, width: number): readonly Block[] {
  if (overlay.type === 'help') return helpLines().map((line) => ({ type: 'line', line }));
  const { content } = overlay;
  switch (content.phase) {
    case 'loading':
      return [];
    case 'ready':
      return detailsBlocks(content.details, width);
    case 'failed':
      return [
        sentence([` ${content.problem.message}`, 'error']),
        sentence([` ${problemHint(content.problem.code) ?? ''}`, 'muted']),
      ];
  }
}

const sentence = (span: Span): Block => ({ type: 'line', line: { spans: [span] } });
