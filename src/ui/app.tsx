import { Box, useApp, useInput, usePaste } from 'ink';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { CommandContext } from '../commands/command.ts';
import { paneCommandId, paneTitle } from '../commands/panes.ts';
import { runKey, runPaste, runUnseenKey } from '../commands/run-key.ts';
import type { ProgramEnd } from '../model/machine.ts';
import type { JobSignal } from '../runtime/job-control.ts';
import { Failure } from './components/failure.tsx';
import { FaultBoundary } from './components/fault-boundary.tsx';
import { Footer } from './components/footer.tsx';
import { Header } from './components/header.tsx';
import { ScreenLines } from './components/screen-lines.tsx';
import { useKeymap, useView } from './dashboard-context.ts';
import { pinChoice } from './effects/pin-choice.ts';
import { keyNames } from './hooks/key-name.ts';
import { useReports } from './hooks/use-reports.ts';
import type { TerminalInput } from './input/terminal-input.ts';
import { layoutOf, type PlacedPane, smallest } from './layout.ts';
import { type Block, textsOf, totalHeight } from './overlays/block.ts';
import { overlayBlocks } from './overlays/overlay-blocks.ts';
import { OverlayPage } from './overlays/overlay-page.tsx';
import { ActivityPane } from './panes/activity-pane.tsx';
import { AppsPane } from './panes/apps-pane.tsx';
import { BillingPane } from './panes/billing-pane.tsx';
import { LivePane } from './panes/live-pane.tsx';
import { LogsPane } from './panes/logs-pane.tsx';
import { ServersPane } from './panes/servers-pane.tsx';
import { SessionsPane } from './panes/sessions-pane.tsx';

type AppProps = {
  readonly context: ContextBelowInk;
  readonly reports: Pick<TerminalInput, 'onReport'>;
  /** Told of every key and paste, whatever becomes of it. */
  readonly onKey: () => void;
  readonly handOver: HandOver;
  /** Told of what cannot be drawn. */
  readonly onFault: (error: unknown) => void;
};

/** All that commands reach but the terminal, which is Ink's. */
export type ContextBelowInk = Omit<CommandContext, FromInk>;

type FromInk = 'redraw' | 'suspend' | 'runProgram' | 'leave' | 'overlayLength' | 'overlayTexts';

/** What others do with the terminal while Ink lets go of it. */
export type HandOver = {
  readonly stopProcess: () => Promise<void>;
  readonly redraw: () => Promise<void>;
  readonly runProgram: (words: readonly string[]) => Promise<ProgramEnd>;
  /** Tells what a shell asks of the program. */
  readonly watchJob: (tell: (signal: JobSignal) => void) => () => void;
  /** Stops together with the program that has the terminal. */
  readonly stopAlong: () => Promise<void>;
};

/** The whole screen: header, panes or the page over them, footer. */
export function App({ context, reports, onKey, handOver, onFault }: AppProps) {
  const { exit, suspendTerminal } = useApp();
  const [drawing, setDrawing] = useState(0);
  const isAway = useRef(false);
  const whole = useMemo((): CommandContext => {
    const handedOver = async (work: () => Promise<void>) => {
      if (isAway.current) return;
      isAway.current = true;
      await suspendTerminal(work).catch(onFault);
      isAway.current = false;
      setDrawing((before) => before + 1);
    };
    const blocks = (): readonly Block[] => {
      const { overlay, columns, now, settings } = context.view.getState();
      const options = { width: columns - 2, height: context.pageSize(), now, settings, context: complete };
      return overlay === null ? [] : overlayBlocks(overlay, options);
    };
    const complete: CommandContext = {
      ...context,
      overlayLength: () => totalHeight(blocks()),
      overlayTexts: () => textsOf(blocks()),
      leave: () => exit(),
      suspend: () => void handedOver(handOver.stopProcess),
      runProgram: async (words) => {
        let end: ProgramEnd = { type: 'not-started', reason: 'the terminal was not free' };
        await handedOver(async () => {
          end = await handOver.runProgram(words);
        });
        return end;
      },
      redraw: () => void handedOver(handOver.redraw),
    };
    return complete;
  }, [context, exit, suspendTerminal, handOver, onFault]);
  useEffect(
    () =>
      handOver.watchJob((signal) => {
        if (signal !== 'stop') whole.redraw();
        else if (isAway.current) void handOver.stopAlong();
        else whole.suspend();
      }),
    [handOver, whole],
  );
  useEffect(() => pinChoice(whole), [whole]);
  const isUnseen = () => layoutOf(context.view.getState()).type === 'too-small';
  useInput((input, key) => {
    onKey();
    const names = keyNames(input, key);
    for (const name of names)
      if (isUnseen()) runUnseenKey(name, whole);
      else runKey(name, names.length === 1, whole);
  });
  usePaste((text) => {
    onKey();
    if (!isUnseen()) runPaste(text, whole);
  });
  useReports(reports, whole);
  const view = useView(({ columns, rows, pane, isZoomed, layout, overlay, isProbing }) => ({
    columns,
    rows,
    pane,
    isZoomed,
    layout,
    overlay,
    isProbing,
  }));
  const keymap = useKeymap();
  const layout = layoutOf(view);
  if (layout.type === 'too-small')
    return (
      <Box width={view.columns} height={view.rows}>
        <ScreenLines
          lines={[`fleetop wants ${smallest.columns}×${smallest.rows}: this is ${view.columns}×${view.rows}`]}
        />
      </Box>
    );
  return (
    <Box width={view.columns} height={view.rows}>
      <Header height={layout.headerHeight} context={whole} />
      {view.overlay === null ? (
        layout.panes.map((box) => (
          <FaultBoundary
            key={`${box.pane} ${drawing}`}
            onFault={onFault}
            fallback={(message) => (
              <Failure
                area={box}
                title={{ key: keymap.shown(paneCommandId(box.pane)), title: paneTitle(box.pane) }}
                sentences={[
                  `This pane cannot be drawn: ${message}.`,
                  `${keymap.press('redraw')} tries again.`,
                ]}
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
              sentences={[`This page cannot be drawn: ${message}.`, `${keymap.press('back')} closes it.`]}
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
    case 'sessions':
      return <SessionsPane box={box} />;
  }
}
