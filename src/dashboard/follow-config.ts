import { dequal } from 'dequal';
import { createProtection } from '../actions/protection.ts';
import type { ConfigChange, Session } from '../cli/session.ts';
import type { Look } from '../cli/world.ts';
import { takeUpSettings } from '../commands/apply-settings.ts';
import type { FleetPorts, Themes } from '../commands/ports.ts';
import { columnSettings, type Settings } from '../store/settings.ts';
import { panesOf, type ViewState } from '../store/view-state.ts';
import type { ViewStore } from '../store/view-store.ts';

/** What of the preferences can be changed while the dashboard runs. */
export const settingsOf = ({
  theme,
  mouse,
  ascii,
  lockWhenIdleMs,
  thresholds,
  layout,
  columns,
}: Look): Settings => ({
  theme,
  mouse,
  ascii,
  lockWhenIdle: lockWhenIdleMs === null ? null : durationText(lockWhenIdleMs),
  cpu: thresholds.cpu,
  memory: thresholds.memory,
  runwayDays: thresholds.runwayDays,
  layout,
  ...columnSettings(columns),
});

const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
  ['ms', 1],
] as const;

/** In the greatest unit that it is a whole number of. */
function durationText(ms: number): string {
  const [unit, unitMs] = units.find(([, size]) => ms % size === 0) ?? ['ms', 1];
  return `${ms / unitMs}${unit}`;
}

type FollowOptions = {
  readonly view: ViewStore;
  readonly themes: Themes;
  /** A resource's present name. */
  readonly nameOf: (ref: string) => string | undefined;
  /** Starts polling the session's providers, in place of those before. */
  readonly start: (session: Session) => FleetPorts;
  readonly connect: (ports: FleetPorts) => void;
};

/**
 * Takes up a changed configuration: what is preferred holds at once, providers that came are connected, those that went
 * are left. A broken file changes nothing and is told until it is mended.
 */
export function createFollowConfig(first: Session, ports: FleetPorts, options: FollowOptions) {
  const { view, themes, nameOf, start, connect } = options;
  let current = { session: first, ports };
  return (change: ConfigChange): void => {
    if (!change.ok) {
      view.setState({ configProblem: change.message });
      return;
    }
    const { session } = change;
    const isSame =
      session.config.webhooks?.mark === current.session.config.webhooks?.mark &&
      session.providers.length === current.session.providers.length &&
      session.providers.every((connected, at) => connected === current.session.providers[at]) &&
      dequal(probedBy(session), probedBy(current.session));
    current = { session, ports: isSame ? current.ports : start(session) };
    connect({ ...current.ports, isProtected: createProtection(session.config.protected, nameOf) });
    view.setState({
      configProblem: null,
      remapped: session.config.keys,
      isReadOnly: session.config.readOnly,
      ...probing(session, view.getState()),
      notify: session.config.notify,
      rates: session.config.rates,
      notice: 'The changed configuration is in use',
    });
    session.followNotices((notice) => view.setState({ notice }));
    const { keepsChoice, done } = takeUpSettings(settingsOf(session.config), { view, themes });
    if (keepsChoice)
      view.setState({ notice: 'The changed configuration is in use; what you chose here is not saved yet' });
    void done.then((fault) => {
      if (fault !== null) view.setState({ notice: fault });
    });
  };
}

/** Without samples over ssh there is no pane Sessions to be in. */
export function probing(
  { config }: Session,
  { pane }: Pick<ViewState, 'pane'>,
): Pick<ViewState, 'isProbing' | 'pane'> {
  const { isEnabled } = config.ssh.probe;
  return { isProbing: isEnabled, pane: panesOf({ isProbing: isEnabled }).includes(pane) ? pane : 'servers' };
}

/** What the samples over ssh depend on. */
const probedBy = ({ config }: Session) => ({
  ssh: config.ssh,
  protected: config.ssh.probe.isEnabled ? config.protected : [],
});
