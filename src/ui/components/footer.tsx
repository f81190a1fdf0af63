import { Box } from 'ink';
import { commands } from '../../commands/catalog.ts';
import { worksIn } from '../../commands/command.ts';
import type { Overlay, PaneId } from '../../store/view-state.ts';
import { useDashboard, useView } from '../dashboard-context.ts';
import { displayKey } from '../hooks/key-name.ts';
import { paintLine, type Span } from '../theme/style.ts';
import { fitSpans } from './framed.ts';
import { ScreenLines } from './screen-lines.tsx';

/** The keys that work now; or the line that the newest key was answered with. */
export function Footer() {
  const { theme } = useDashboard();
  const view = useView(({ columns, rows, notice, pane, overlay }) => ({
    columns,
    rows,
    notice,
    pane,
    overlay,
  }));
  const spans: readonly Span[] =
    view.notice !== null
      ? [[` ${view.notice}`, 'warning']]
      : view.overlay === null
        ? paneKeys(view.pane)
        : hints(pageKeys(view.overlay));
  return (
    <Box position="absolute" left={0} top={view.rows - 1} width={view.columns} height={1}>
      {/* The last cell of the last row stays empty: some terminals scroll when it is written. */}
      <ScreenLines lines={[paintLine(fitSpans(spans, view.columns - 1), theme)]} />
    </Box>
  );
}

const paneKeys = (pane: PaneId): readonly Span[] =>
  hints([
    ['1-6', 'panes'],
    ['j/k', 'move'],
    ...commands.flatMap((command): [string, string][] =>
      command.footer !== undefined && worksIn(command, pane)
        ? [[displayKey(command.keys[0] ?? ''), command.footer]]
        : [],
    ),
  ]);

function pageKeys(overlay: Overlay): readonly (readonly [string, string])[] {
  switch (overlay.type) {
    case 'question':
      return [['esc', 'cancel']];
    case 'form':
      return [
        ['esc', 'cancel'],
        ['Tab ↑↓', 'fields'],
        ['←→', 'choose'],
        ['Ctrl-U', 'clear'],
        ['Enter', 'go on'],
      ];
    case 'secret':
      return [['esc', 'close for good']];
    default:
      return [
        ['esc', 'close'],
        ['j/k', 'scroll'],
        ['g/G', 'ends'],
        ['q', 'quit'],
      ];
  }
}

const hints = (pairs: readonly (readonly [key: string, title: string])[]): readonly Span[] =>
  pairs.flatMap(([key, title]): Span[] => [
    [` ${key}`, 'key'],
    [` ${title} `, 'muted'],
  ]);
