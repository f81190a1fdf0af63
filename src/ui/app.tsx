import { Box, useApp, useInput, usePaste } from 'ink';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { CommandContext } from '../commands/command.ts';
import { paneKey, paneTitle } from '../commands/panes.ts';
import { runKey, runPaste } from '../commands/run-key.ts';
import type { OperatorSign } from '../model/operator-sign.ts';
import type { JobSignal } from '../runtime/job-control.ts';
import { Failure } from './components/failure.tsx';
import { FaultBoundary } from './components/fault-boundary.tsx';
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
  /** Gives the terminal back for a moment, and stops the process where that is asked for. */
  readonly handOver: (how: 'stop' | 'redraw') => Promise<void>;
  /** Tells what a shell asks of the program. */
  readonly watchJob: (tell: (signal: JobSignal) => void) => () => void;
  /** Told of what cannot be drawn. */
  readonly onFault: (error: unknown) => void;
  /** Told of every key. */
  readonly notice: (sign: OperatorSign) => void;
};

/** The whole screen: header, panes or the page over them, footer. */
export function App({ context, isReadOnly, handOver, watchJob, onFault, notice }: AppProps) {
  const { exit, suspendTerminal } = useApp();
  const [drawing, setDrawing] = useState(0);
  const isAway = useRef(false);
  const whole = useMemo((): CommandContext => {
    const handedOver = async (how: 'stop' | 'redraw') => {
      if (isAway.current) return;
      isAway.current = true;
      await suspendTerminal(() => handOver(how)).catch(onFault);
      isAway.current = false;
      setDrawing((before) => before + 1);
    };
    const complete: CommandContext = {
      ...context,
      overlayLength: () => {
        const { overlay, columns, now } = context.view.getState();
        return overlay === null
          ? 0
          : totalHeight(overlayBlocks(overlay, { width: columns - 2, now, context: complete }));
      },
      leave: () => exit(),
      suspend: () => void handedOver('stop'),
      redraw: () => void handedOver('redraw'),
    };
    return complete;
  }, [context, exit, suspendTerminal, handOver, onFault]);
  useEffect(
    () => watchJob((signal) => (signal === 'stop' ? whole.suspend() : whole.redraw())),
    [watchJob, whole],
  );
  useInput((input, key) => {
    notice('key');
    const names = keyNames(input, key);
    for (const name of names) runKey(name, names.length === 1, whole);
  });
  usePaste((text) => runPaste(text, whole));
  const view = useView(({ columns, rows, pane, isZoomed, overlay }) => ({
    columns,
    rows,
    pane,
    isZoomed,
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
        layout.panes.map((box) => (
          <FaultBoundary
            key={`${box.pane} ${drawing}`}
            onFault={onFault}
            fallback={(message) => (
              <Failure
                area={box}
                title={{ key: paneKey(box.pane), title: paneTitle(box.pane) }}
                sentences={[`This pane cannot be drawn: ${message}.`, 'Ctrl-L tries again.']}
              />
            )}
          >
            <PlacedPaneView box={box} />
          </FaultBoundary>
        ))
      ) : (
        <FaultBoundary
          key={`${view.overlay.type} ${drawing}`}
          onFault={onFault}
          fallback={(message) => (
            <Failure
              area={layout.body}
              title={{ key: '!', title: 'Page' }}
              sentences={[`This page cannot be drawn: ${message}.`, 'Esc closes it.']}
            />
          )}
        >
          <OverlayPage overlay={view.overlay} area={layout.body} context={whole} />
        </FaultBoundary>
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
