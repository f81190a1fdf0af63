import { keymapOf } from '../commands/catalog.ts';
import type { LogScreen } from '../commands/log-screen.ts';
import type {
  ConfigFilePort,
  ExportFormat,
  FleetPorts,
  MachinePorts,
  Several,
  ShownView,
  Themes,
} from '../commands/ports.ts';
import type { ActionRequest, OneTimeSecret } from '../model/action.ts';
import type { Guide } from '../model/guide.ts';
import { problem } from '../model/problem.ts';
import { fail, succeed } from '../model/result.ts';
import type { Server } from '../model/server.ts';
import type { Clock } from '../runtime/deps.ts';
import type { FleetStore } from '../store/fleet-store.ts';
import { createResourceSearch } from '../store/resource-search.ts';
import type { RowSelectors } from '../store/rows.ts';
import type { ViewStore } from '../store/view-store.ts';
import type { ContextBelowInk } from './app.tsx';
import { describeSelected } from './effects/describe-selected.ts';
import { guidePort } from './effects/guide-port.ts';
import { loadChoices } from './effects/load-choices.ts';
import { loadDeployments } from './effects/load-deployments.ts';
import { pageSize } from './page-size.ts';

/** What a dashboard is made of. */
export type ContextOptions = {
  readonly fleet: FleetStore;
  readonly view: ViewStore;
  readonly selectors: RowSelectors;
  readonly ports: FleetPorts;
  readonly themes: Themes;
  readonly machine: MachinePorts;
  readonly clock: Clock;
  /** Where nothing is configured yet. */
  readonly guide?: Guide;
  /** Where settings are saved, once that is known. */
  readonly configFile?: () => ConfigFilePort | null;
};

type Parts = {
  readonly log: LogScreen;
  /** Shows what is told once. */
  readonly onSecret: (secret: OneTimeSecret) => void;
  readonly signal: AbortSignal;
};

/** What commands reach, but for the terminal: the stores, and the ports with what they lack said in a sentence. */
export function createContext(options: ContextOptions, { log, onSecret, signal }: Parts): ContextBelowInk {
  const { fleet, view, selectors, ports, themes, clock } = options;
  const pageRows = () => pageSize(view.getState(), { fleet: fleet.getState(), selectors, log });
  return {
    view,
    fleet,
    selectors,
    pageSize: pageRows,
    log,
    themes,
    guide: options.guide === undefined ? null : guidePort(options.guide, signal),
    now: clock.now,
    keymap: () => keymapOf(view.getState().remapped),
    configFile: options.configFile ?? (() => null),
    refresh: ports.refresh,
    setPaused: ports.setPaused,
    setLocked: ports.setLocked,
    isProtected: ports.isProtected,
    findResources: createResourceSearch(),
    forms: (provider: string) => ports.forms?.(provider),
    check: async (request: ActionRequest) => (await ports.check?.(request, signal)) ?? null,
    loadChoices: loadChoices({
      view,
      choices: async (...asked) => (await ports.choices?.(...asked)) ?? {},
      signal,
    }),
    carryOut: (requests: readonly ActionRequest[], several: Several) =>
      ports.carryOut(requests, several, onSecret),
    loadDeployments: loadDeployments({
      fleet,
      view,
      deployments: ports.deployments,
      pageSize: pageRows,
      signal,
    }),
    describe: describeSelected({ fleet, view, ports, clock, signal }),
    ...options.machine,
    sshCommand: (server: Server) => ports.sshCommand?.(server) ?? fail(problem('usage', 'not connected yet')),
    openConsole: async (server: Server) =>
      (await ports.openConsole?.(server, signal)) ?? fail(problem('unsupported', 'not connected yet')),
    exportView: async (shown: ShownView, format: ExportFormat) => {
      const text = await ports.exportView?.(shown, format);
      return text === undefined ? fail(problem('usage', 'not connected yet')) : succeed(text);
    },
  };
}
