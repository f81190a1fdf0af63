import { Box, Text } from 'ink';
import Spinner from 'ink-spinner';
import { useMemo } from 'react';
import type { CommandContext } from '../../commands/command.ts';
import { formatAge } from '../../format/age.ts';
import type { Overlay } from '../../store/view-state.ts';
import { type FrameTitle, fitSpans, framed } from '../components/framed.ts';
import { ScreenLines } from '../components/screen-lines.tsx';
import { StaticTable } from '../components/static-table.tsx';
import { useDashboard, useView } from '../dashboard-context.ts';
import { type Box as Area, textHeight } from '../layout.ts';
import { paintLine } from '../theme/style.ts';
import { type Block, blocksInWindow, totalHeight } from './block.ts';
import { overlayBlocks } from './overlay-blocks.ts';

type OverlayPageProps = {
  readonly overlay: Overlay;
  readonly area: Area;
  readonly context: CommandContext;
};

/** The page that lies over the panes: help, details, a question or a choice. */
export function OverlayPage({ overlay, area, context }: OverlayPageProps) {
  const { theme } = useDashboard();
  const now = useView((view) => view.now);
  const width = area.width - 2;
  const height = textHeight(area);
  const all = useMemo(() => overlayBlocks(overlay, { width, now, context }), [overlay, width, now, context]);
  const { blocks, hiddenAbove } = blocksInWindow(all, overlay.top, height);
  const isLoading = overlay.type === 'details' && overlay.content.phase === 'loading';
  const { servers, apps } = context.fleet.getState();
  const nameOf = (ref: string) => (servers.get(ref) ?? apps.get(ref))?.name ?? '';
  const title = titleOf(overlay, { now, count: totalHeight(all), height }, nameOf);
  return (
    <Box position="absolute" left={area.x} top={area.y} width={area.width} height={area.height}>
      <Box position="absolute" flexDirection="column">
        <ScreenLines lines={framed(title, [], { ...area, isFocused: true }, theme)} />
      </Box>
      <Box position="absolute" left={1} top={1} width={width} height={height} overflow="hidden">
        {isLoading ? (
          <Text>
            {' '}
            <Spinner /> {paintLine([['asking the provider …', 'muted']], theme)}
          </Text>
        ) : (
          <Box flexDirection="column" flexShrink={0} marginTop={-hiddenAbove} width={width}>
            {blocks.map((block, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a block's identity is its place on the page
              <BlockView key={index} block={block} width={width} />
            ))}
          </Box>
        )}
      </Box>
    </Box>
  );
}

function BlockView({ block, width }: { readonly block: Block; readonly width: number }) {
  const { theme } = useDashboard();
  if (block.type === 'line')
    return (
      <Box flexShrink={0} height={1}>
        <ScreenLines
          lines={[paintLine(fitSpans(block.line.spans, width), theme, block.line.under ?? null)]}
        />
      </Box>
    );
  return (
    <Box marginLeft={block.indent} flexShrink={0} flexDirection="column">
      <StaticTable rows={block.rows} />
    </Box>
  );
}

function titleOf(
  overlay: Overlay,
  { now, count, height }: { readonly now: number; readonly count: number; readonly height: number },
  nameOf: (ref: string) => string,
): FrameTitle {
  const position =
    count > height ? `${overlay.top + 1}-${Math.min(count, overlay.top + height)}/${count}` : '';
  const note: FrameTitle['note'] = [[position, 'muted']];
  const subject = (ref: string): FrameTitle['note'] => [
    [nameOf(ref), 'text'],
    [` ${ref}`, 'muted'],
  ];
  switch (overlay.type) {
    case 'help':
      return { key: '?', title: 'Keys', note };
    case 'question':
      return { key: '!', title: 'Confirm', note };
    case 'menu':
      return {
        key: 'a',
        title: 'Actions',
        note: overlay.ref === null ? [['create', 'muted']] : subject(overlay.ref),
      };
    case 'form':
      return { key: 'a', title: overlay.title, note };
    case 'providers':
      return { key: 'a', title: 'Create at which provider?', note };
    case 'secret':
      return { key: '!', title: 'Shown once', note };
    case 'deployments':
      return overlay.purpose === 'log'
        ? { key: '#', title: 'Log of which deployment?', note: subject(overlay.ref) }
        : { key: 'B', title: 'Roll back to', note: subject(overlay.ref) };
    case 'details':
    case 'account': {
      const { content } = overlay;
      const age = content.phase === 'ready' ? `read ${formatAge(content.readAt, now)} ago ` : '';
      const title = overlay.type === 'details' ? overlay.title : `${overlay.provider}: account and ledger`;
      return { key: 'd', title, note: [[`${age}${position}`, 'muted']] };
    }
  }
}
