import { type PaneId, paneIds, panesOf } from '../store/view-state.ts';
import type { Command, CommandContext } from './command.ts';

const titles: Readonly<Record<PaneId, string>> = {
  servers: 'Servers',
  apps: 'Apps',
  live: 'Live',
  billing: 'Billing',
  logs: 'Logs',
  activity: 'Activity',
  sessions: 'Sessions',
};

export const paneTitle = (pane: PaneId): string => titles[pane];

/** What goes to a pane. */
export const paneCommandId = (pane: PaneId): string => `pane.${pane}`;

/** Goes to a pane; what lies over the panes is closed. */
export function focusPane({ view, now }: CommandContext, pane: PaneId): void {
  const seen = pane === 'activity' || view.getState().pane === 'activity' ? { activitySeenAt: now() } : {};
  view.setState({ pane, overlay: null, ...seen });
}

function focusNext(context: CommandContext, step: 1 | -1): void {
  const state = context.view.getState();
  const panes = panesOf(state);
  const next = panes.at((panes.indexOf(state.pane) + step) % panes.length);
  if (next !== undefined) focusPane(context, next);
}

const whyNoSessions = ({ view }: CommandContext): string | null =>
  view.getState().isProbing ? null : 'No server is sampled over ssh: set ssh.enabled in the configuration';

export const paneCommands: readonly Command[] = [
  ...paneIds.map(
    (pane, at): Command => ({
      id: paneCommandId(pane),
      title: `Go to ${titles[pane]}`,
      keys: [String(at + 1)],
      where: 'everywhere',
      ...(pane === 'sessions' ? { whyNot: whyNoSessions } : {}),
      run: (context) => focusPane(context, pane),
    }),
  ),
  {
    id: 'pane.next',
    title: 'Next pane',
    keys: ['tab'],
    where: 'everywhere',
    footer: 'pane',
    run: (context) => focusNext(context, 1),
  },
  {
    id: 'pane.previous',
    title: 'Previous pane',
    keys: ['shift+tab'],
    where: 'everywhere',
    run: (context) => focusNext(context, -1),
  },
  {
    id: 'pane.zoom',
    title: 'Zoom the pane, or show all again',
    keys: ['z', '+'],
    where: 'everywhere',
    footer: 'zoom',
    run: ({ view }) => view.setState({ isZoomed: !view.getState().isZoomed, overlay: null }),
  },
];
