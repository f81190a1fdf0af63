import { Box, Text } from 'ink';
import Spinner from 'ink-spinner';
import { useMemo } from 'react';
import type { CommandContext, Keymap } from '../../commands/command.ts';
import { pageTop } from '../../commands/page-top.ts';
import { paneTitle } from '../../commands/panes.ts';
import { offeredSettings } from '../../commands/settings-list.ts';
import { formatAge } from '../../format/age.ts';
import { cells, cut } from '../../format/fit.ts';
import type { DetailsPage } from '../../store/details-page.ts';
import type { FleetState } from '../../store/fleet-state.ts';
import type { Overlay } from '../../store/overlay.ts';
import { Frame, type FrameTitle } from '../components/frame.tsx';
import { firstOf } from '../components/page-keys.ts';
import { ScreenLines } from '../components/screen-lines.tsx';
import { fitSpans, spansWidth } from '../components/spans.ts';
import { StaticTable } from '../components/static-table.tsx';
import { useKeymap, useTheme, useView } from '../dashboard-context.ts';
import { type Box as Area, textHeight } from '../layout.ts';
import { paintLine } from '../theme/style.ts';
import { type Block, blocksInWindow, totalHeight } from './block.ts';
import { sectionSpans } from './details-page.ts';
import { overlayBlocks } from './overlay-blocks.ts';

type OverlayPageProps = {
  readonly overlay: Overlay;
  readonly area: Area;
  readonly context: CommandContext;
};

/** The page that lies over the panes: help, details, a question or a choice. */
export function OverlayPage({ overlay, area, context }: OverlayPageProps) {
  const theme = useTheme();
  const keymap = useKeymap();
  const { now, settings } = useView((view) => ({ now: view.now, settings: view.settings }));
  const width = area.width - 2;
  const height = textHeight(area);
  // The terminal may have been made smaller since the key that placed it.
  const { all, total, top } = useMemo(() => {
    const made = overlayBlocks(overlay, { width, height, now, settings, context });
    const lines = totalHeight(made);
    return { all: made, total: lines, top: pageTop(overlay, { total: lines, height }) };
  }, [overlay, width, height, now, context, settings]);
  const { blocks, hiddenAbove } = blocksInWindow(all, top, height);
  const isLoading = overlay.type === 'details' && isWaiting(overlay);
  const position =
    overlay.type === 'settings'
      ? `${overlay.index + 1}/${offeredSettings(context).length}`
      : positionText(top, total, height);
  const { servers, apps } = context.fleet.getState();
  const nameOf = (ref: string) => (servers.get(ref) ?? apps.get(ref))?.name ?? '';
  const title =
    overlay.type === 'details'
      ? detailsTitle(overlay, { now, position, width, fleet: context.fleet.getState(), keymap })
      : titleOf(
          overlay,
          { now, position, keymap, hasOthersMarked: hasOthersMarked(context, overlay) },
          nameOf,
        );
  const left = overlay.type === 'text' ? 0 : 1;
  return (
    <Box position="absolute" left={area.x} top={area.y} width={area.width} height={area.height}>
      <Box position="absolute" flexDirection="column">
        <Frame
          title={title}
          lines={[]}
          width={area.width}
          height={area.height}
          isFocused
          hasSides={overlay.type !== 'text'}
        />
      </Box>
      <Box position="absolute" left={left} top={1} width={width} height={height} overflow="hidden">
        {isLoading ? (
          <Text>
            {' '}
            <Spinner type={theme.glyphs === 'unicode' ? 'dots' : 'line'} />{' '}
            {paintLine([['asking the provider …', 'muted']], theme)}
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
  const theme = useTheme();
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

const positionText = (top: number, count: number, height: number): string =>
  count > height ? `${top + 1}-${Math.min(count, top + height)}/${count}` : '';

/** Whether the section that is looked at is the provider's answer, and that has not come yet. */
const isWaiting = ({ section, content }: DetailsPage): boolean =>
  content.phase === 'loading' && (section === 'fields' || section === 'json');

type Around = {
  readonly now: number;
  readonly position: string;
  readonly width: number;
  readonly fleet: FleetState;
  readonly keymap: Keymap;
};

/** The sections are shown whole: what there is no room for is the age, then the provider, then the end of the name. */
function detailsTitle(page: DetailsPage, { now, position, width, fleet, keymap }: Around): FrameTitle {
  const { content } = page;
  const age = content.phase === 'ready' ? `read ${formatAge(content.readAt, now)} ago  ` : '';
  const sections = sectionSpans(page, fleet);
  const room = width - spansWidth(sections) - position.length - 9;
  const resource = fleet.servers.get(page.ref) ?? fleet.apps.get(page.ref);
  const provider = resource === undefined ? '' : `${resource.provider}  `;
  const shownProvider = cells(page.title) + cells(provider) <= room ? provider : '';
  const shownAge = cells(page.title) + cells(shownProvider) + age.length <= room ? age : '';
  return {
    key: keymap.shown('details'),
    title: cut(page.title, Math.max(8, room - cells(shownProvider) - shownAge.length)),
    note: [
      [shownProvider, 'text'],
      [shownAge, 'muted'],
      ...sections,
      [position === '' ? '' : ` ${position}`, 'muted'],
    ],
  };
}

type TitleAround = Pick<Around, 'now' | 'position' | 'keymap'> & { readonly hasOthersMarked: boolean };

/** A menu is about one row, whatever is marked beside it. */
const hasOthersMarked = ({ view }: CommandContext, overlay: Overlay): boolean =>
  overlay.type === 'menu' && [...view.getState().marks].some((ref) => ref !== overlay.ref);

function titleOf(
  overlay: Exclude<Overlay, DetailsPage>,
  { now, position, keymap: { shown }, hasOthersMarked }: TitleAround,
  nameOf: (ref: string) => string,
): FrameTitle {
  const note: FrameTitle['note'] = [[position, 'muted']];
  const subject = (ref: string): FrameTitle['note'] => [
    [nameOf(ref), 'text'],
    [` ${ref}`, 'muted'],
  ];
  switch (overlay.type) {
    case 'help':
      return { key: shown('help'), title: 'Keys', note };
    case 'question':
      return { key: '!', title: 'Confirm', note };
    case 'palette':
      return {
        key: shown('palette'),
        title: 'Palette',
        note: [...note, [' Tab completes, Enter runs', 'muted']],
      };
    case 'columns':
      return { key: shown('columns'), title: `Columns of ${paneTitle(overlay.list)}`, note };
    case 'menu':
      return {
        key: shown('menu'),
        title: 'Actions',
        note:
          overlay.ref === null
            ? [['create', 'muted']]
            : [...subject(overlay.ref), [hasOthersMarked ? ' alone, without what is marked' : '', 'warning']],
      };
    case 'form':
      return { key: shown('menu'), title: overlay.title, note };
    case 'settings':
      return { key: shown('settings'), title: 'Settings', note };
    case 'guide':
      return { key: 'Welcome', title: 'to fleetop', note };
    case 'providers':
      return { key: shown('menu'), title: 'Create at which provider?', note };
    case 'secret':
      return { key: '!', title: 'Shown once', note };
    case 'deployments':
      return overlay.purpose === 'log'
        ? { key: shown('logs.deployments'), title: 'Log of which deployment?', note: subject(overlay.ref) }
        : { key: shown('act.rollback'), title: 'Roll back', note: subject(overlay.ref) };
    case 'text':
      return {
        key: firstOf(shown('copy') ?? ''),
        title: overlay.title,
        note: [[`${overlay.note}  ${position}`, 'muted']],
      };
    case 'leave':
      return { key: shown('quit'), title: 'Leave', note };
    case 'account': {
      const { content } = overlay;
      const age = content.phase === 'ready' ? `read ${formatAge(content.readAt, now)} ago ` : '';
      return {
        key: shown('details'),
        title: `${overlay.provider}: account and ledger`,
        note: [[`${age}${position}`, 'muted']],
      };
    }
  }
}
