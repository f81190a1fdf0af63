import { createCarryOut } from './actions/carry-out.ts';
import { createListDeployments } from './actions/list-deployments.ts';
import { createProtection } from './actions/protection.ts';
import { recentActions } from './actions/recent-actions.ts';
import type { WriteLock } from './http/write-lock.ts';
import type { Actor } from './journal/entry.ts';
import type { Journal } from './journal/open-journal.ts';
import { createDescribe } from './polling/describe.ts';
import { createFollowLog } from './polling/follow-log.ts';
import { listsOf, startPolling } from './polling/start-polling.ts';
import type { ConnectedProvider } from './providers/connect.ts';
import type { Deps } from './runtime/deps.ts';
import { createFleetStore } from './store/fleet-store.ts';
import { createRowSelectors, selectedKey } from './store/rows.ts';
import { initialView } from './store/view-state.ts';
import { createViewStore } from './store/view-store.ts';
import { visibleServers } from './ui/page-size.ts';
import { type Dashboard, showDashboard, type Terminal } from './ui/show-dashboard.tsx';
import { chooseTheme } from './ui/theme/choose-theme.ts';

export type DashboardOptions = {
  readonly providers: readonly ConnectedProvider[];
  readonly deps: Pick<Deps, 'clock' | 'random'>;
  readonly journal: Journal;
  readonly actor: Actor;
  readonly lock: WriteLock;
  /** References or names with `*`: asked about on a higher tier. */
  readonly protectedRefs: readonly string[];
  readonly terminal: Terminal;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Theme name or path, as configured. */
  readonly theme: string;
  readonly themesFolder: string;
  readonly isReadOnly: boolean;
  /** Remarks of the start, such as an unwritable state folder: shown until the first key. */
  readonly notices: readonly string[];
};

/** Puts polling, store and screen together: events flow into the store, the screen draws it, keys ask for more. */
export async function openDashboard(options: DashboardOptions): Promise<Dashboard> {
  const { providers, deps, terminal, journal, actor } = options;
  const { clock } = deps;
  const { stdout } = terminal;
  const { theme, notice } = await chooseTheme(options.theme, options.themesFolder, options.env);
  const notices = [...options.notices, ...(notice === null ? [] : [notice])];
  const { fleet, emit } = createFleetStore(
    providers.map(({ settings, title, lacks, provider }) => ({
      name: settings.name,
      type: settings.type,
      title,
      lacks,
      lists: listsOf(provider),
    })),
  );
  const view = createViewStore(
    initialView(stdout.columns, stdout.rows, clock.now(), notices.length === 0 ? null : notices.join(' · ')),
  );
  const selectors = createRowSelectors();
  const polling = startPolling({
    providers,
    clock,
    emit,
    interest: () => {
      const [state, shown] = [fleet.getState(), view.getState()];
      return {
        selected: selectedKey(selectors, 'servers', state, shown.cursors.servers),
        visible: visibleServers(shown, state, selectors),
      };
    },
  });
  const leaving = new AbortController();
  for (const action of recentActions(journal.read())) emit({ type: 'action-changed', action });
  const carryOut = createCarryOut({ providers, journal, actor, deps, emit, signal: leaving.signal });
  const dashboard = showDashboard({
    terminal,
    fleet,
    view,
    selectors,
    theme,
    clock,
    isReadOnly: options.isReadOnly,
    ports: {
      ...polling,
      describe: createDescribe(providers),
      followLog: createFollowLog(providers),
      deployments: createListDeployments(providers),
      isProtected: createProtection(
        options.protectedRefs,
        (ref) => fleet.getState().servers.get(ref)?.name ?? fleet.getState().apps.get(ref)?.name,
      ),
      setLocked: options.lock.setLocked,
      carryOut: (requests) => {
        const isApps = requests.some((request) => 'target' in request && request.target.kind === 'app');
        void carryOut(requests).then(() => polling.refresh(isApps ? 'apps' : 'servers'));
      },
    },
  });
  const done = dashboard.done.finally(() => {
    polling.stop();
    leaving.abort();
  });
  return { ...dashboard, done };
}

export type { Dashboard };
