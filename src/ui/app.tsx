import { Box, useApp, useInput, usePaste } from 'ink';
import { useMemo } from 'react';
import type { CommandContext } from '../commands/command.ts';
import { runKey, runPaste } from '../commands/run-key.ts';
import type { OperatorSign } from '../model/operator-sign.ts';
import { Footer } from './components/footer.tsx';
import { Header } from './components/header.tsx';
import { ScreenLines } from './components/screen-lines.tsx';
import { useView } from './dashboard-context.ts';
import { keyNames } from './hooks/key-name.ts';
import { layoutOf, type PlacedPane, smallest } from './layout.ts';
import { totalHeight } from './overlays/block.ts';
import { overlayBlocks } from './overlays/overlay-blocks.ts';
import { OverlayPage } from './overlays/overlay-page.tsx';
import { ActivityPane } from './panes/activity-pane.tsx';
import { AppsPane } from './panes/apps-pane.tsx';
import { BillingPane } from './panes/billing-pane.tsx';
import { LivePane } from './panes/live-pane.tsx';
import { LogsPane } from './panes/logs-pane.tsx';
import { ServersPane } from './panes/servers-pane.tsx';

type AppProps = {
  /** All that commands reach but the terminal, which is Ink's. */
  readonly context: Omit<CommandContext, 'redraw' | 'suspend' | 'leave' | 'overlayLength'>;
  readonly isReadOnly: boolean;
  readonly stopProcess: () => Promise<void>;
  /** Told of every key. */
  readonly notice: (sign: OperatorSign) => void;
};

/** The whole screen: header, panes or the page over them, footer. */
export function App({ context, isReadOnly, stopProcess, notice }: AppProps) {
  const { exit, suspendTerminal } = useApp();
  const whole = useMemo((): CommandContext => {
    const complete: CommandContext = {
      ...context,
      overlayLength: () => {
        const { overlay, columns, now } = context.view.getState();
        return overlay === null
          ? 0
          : totalHeight(overlayBlocks(overlay, { width: columns - 2, now, context: complete }));
      },
      leave: () => exit(),
      suspend: () => void suspendTerminal(stopProcess),
      redraw: () => void suspendTerminal(async () => {}),
    };
    return complete;
  }, [context, exit, suspendTerminal, stopProcess]);
  useInput((input, key) => {
    notice('key');
    const names = keyNames(input, key);
    for (const name of names) runKey(name, names.length === 1, whole);
  });
  usePaste((text) => runPaste(text, whole));
  const view = useView(({ columns, rows, pane, isZoomed, layout, overlay }) => ({
    columns,
    rows,
    pane,
    isZoomed,
    layout,
    overlay,
  }));
  const layout = layoutOf(view);
  if (layout.type === 'too-small')
    return (
      <ScreenLines
        lines={[`fleetop wants ${smallest.columns}×${smallest.rows}: this is ${view.columns}×${view.rows}`]}
      />
    );
  return (
    <Box width={view.columns} height={view.rows}>
      <Header isReadOnly={isReadOnly} height={layout.headerHeight} />
      {view.overlay === null ? (
        layout.panes.map((box) => <PlacedPaneView key={box.pane} box={box} />)
      ) : (
        <OverlayPage overlay={view.overlay} area={layout.body} context={whole} />
      )}
      <Footer context={whole} />
    </Box>
  );
}

function PlacedPaneView({ box }: { readonly box: PlacedPane }) {
  switch (box.pane) {
    case 'servers':
      return <ServersPane box={box} />;
    case 'apps':
      return <AppsPane box={box} />;
    case 'live':
      return <LivePane box={box} />;
    case 'billing':
      return <BillingPane box={box} />;
    case 'logs':
      return <LogsPane box={box} />;
    case 'activity':
      return <ActivityPane box={box} />;
  }
}
