import { Box } from 'ink';
import type { Box as Area } from '../layout.ts';
import { wrapped } from '../overlays/wrapped.ts';
import { Frame, type FrameTitle } from './frame.tsx';

type FailureProps = {
  readonly area: Area;
  readonly title: Pick<FrameTitle, 'key' | 'title'>;
  /** Plain text: what went wrong, and what to do. */
  readonly sentences: readonly string[];
};

/** What stands in the place of a part of the screen that cannot be drawn. */
export function Failure({ area, title, sentences }: FailureProps) {
  const lines = sentences
    .flatMap((sentence) => wrapped(sentence, area.width - 4))
    .map((line) => ({ spans: [[` ${line}`, 'error'] as const] }));
  const { x, y, width, height } = area;
  return (
    <Box position="absolute" left={x} top={y} width={width} height={height} flexDirection="column">
      <Frame
        title={{ ...title, note: [['failed', 'error']] }}
        lines={lines}
        width={width}
        height={height}
        isFocused={false}
      />
    </Box>
  );
}
