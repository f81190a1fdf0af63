import { Box } from 'ink';
import { paneCommandId, paneTitle } from '../../commands/panes.ts';
import { useKeymap, useView } from '../dashboard-context.ts';
import type { PlacedPane } from '../layout.ts';
import type { Span } from '../theme/style.ts';
import { Frame } from './frame.tsx';
import type { InnerLine } from './spans.ts';

type PaneProps = {
  readonly box: PlacedPane;
  readonly note: readonly Span[];
  readonly lines: readonly InnerLine[];
};

/** A pane in its place: frame, title with its key, and its lines. */
export function Pane({ box, note, lines }: PaneProps) {
  const isFocused = useView((view) => view.pane === box.pane && view.overlay === null);
  const { shown } = useKeymap();
  const title = { key: shown(paneCommandId(box.pane)), title: paneTitle(box.pane), note };
  return (
    <Box
      position="absolute"
      left={box.x}
      top={box.y}
      width={box.width}
      height={box.height}
      flexDirection="column"
    >
      <Frame title={title} lines={lines} width={box.width} height={box.height} isFocused={isFocused} />
    </Box>
  );
}
