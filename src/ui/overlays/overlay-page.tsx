import { Box, Text } from 'ink';
import Spinner from 'ink-spinner';
import { useMemo } from 'react';
import { formatAge } from '../../format/age.ts';
import type { Overlay } from '../../store/view-state.ts';
import { type FrameTitle, framed, type InnerLine } from '../components/framed.ts';
import { ScreenLines } from '../components/screen-lines.tsx';
import { useDashboard, useView } from '../dashboard-context.ts';
import { type Box as Area, textHeight } from '../layout.ts';
import { paintLine } from '../theme/style.ts';
import { overlayLines } from './overlay-lines.ts';

/** The page that lies over the panes: help or details. */
export function OverlayPage({ overlay, area }: { readonly overlay: Overlay; readonly area: Area }) {
  const { theme } = useDashboard();
  const now = useView((view) => view.now);
  const width = area.width - 2;
  const all = useMemo(() => overlayLines(overlay, width), [overlay, width]);
  const height = textHeight(area);
  const lines: readonly InnerLine[] = all.slice(overlay.top, overlay.top + height);
  const isLoading = overlay.type === 'details' && overlay.content.phase === 'loading';
  return (
    <Box
      position="absolute"
      left={area.x}
      top={area.y}
      width={area.width}
      height={area.height}
      flexDirection="column"
    >
      <ScreenLines
        lines={framed(titleOf(overlay, now, all.length, height), lines, { ...area, isFocused: true }, theme)}
      />
      {isLoading ? (
        <Box position="absolute" left={2} top={1}>
          <Text>
            <Spinner /> {paintLine([['asking the provider …', 'muted']], theme)}
          </Text>
        </Box>
      ) : null}
    </Box>
  );
}

function titleOf(overlay: Overlay, now: number, count: number, height: number): FrameTitle {
  const position =
    count > height ? `${overlay.top + 1}-${Math.min(count, overlay.top + height)}/${count}` : '';
  if (overlay.type === 'help') return { key: '?', title: 'Keys', note: [[position, 'muted']] };
  const { content } = overlay;
  const age = content.phase === 'ready' ? `read ${formatAge(content.readAt, now)} ago  ` : '';
  return { key: 'd', title: overlay.title, note: [[`${age}${position}`, 'muted']] };
}
