import type { ActionRequest, Forms } from '../model/action.ts';
import type { ProgramEnd } from '../model/machine.ts';
import type { Problem } from '../model/problem.ts';
import type { Result } from '../model/result.ts';
import type { Server } from '../model/server.ts';
import type { FleetStore } from '../store/fleet-store.ts';
import type { FormPurpose } from '../store/form-page.ts';
import type { Overlay } from '../store/overlay.ts';
import type { ResourceSearch } from '../store/resource-search.ts';
import type { RowSelectors } from '../store/rows.ts';
import type { PaneId } from '../store/view-state.ts';
import type { ViewStore } from '../store/view-store.ts';
import type { LogScreen } from './log-screen.ts';
import type {
  ConfigFilePort,
  ExportFormat,
  FleetPorts,
  GuidePort,
  MachinePorts,
  OutsidePorts,
  Several,
  ShownView,
  Themes,
  WebConsole,
} from './ports.ts';

/** What a command can reach. It sees the stores, never a provider. */
export type CommandContext = Pick<FleetPorts, 'refresh' | 'setPaused' | 'setLocked' | 'isProtected'> &
  Pick<OutsidePorts, 'sshCommand'> &
  MachinePorts & {
    readonly view: ViewStore;
    readonly fleet: FleetStore;
    readonly selectors: RowSelectors;
    /** The commands and their keys, as the configuration has them now. */
    readonly keymap: () => Keymap;
    /** Servers and apps by their names. */
    readonly findResources: ResourceSearch;
    readonly themes: Themes;
    /** Where settings are saved; null: there is no such place. */
    readonly configFile: () => ConfigFilePort | null;
    /** Only while there is nothing to show yet; one test of a key at a time. */
    readonly guide: GuidePort | null;
    /** Epoch ms. */
    readonly now: () => number;
    /** Rows that the focused pane, or the page lying over it, shows at once. */
    readonly pageSize: () => number;
    /** Lines in the page lying over the panes. */
    readonly overlayLength: () => number;
    /** The same as they are read. */
    readonly overlayTexts: () => readonly string[];
    /** The timeline of the logs that are followed. */
    readonly log: LogScreen;
    /** Opens the details of a resource, or of a provider's account: they are fetched fresh. */
    readonly describe: (ref: string) => void;
    readonly openConsole: (server: Server) => Promise<Result<WebConsole>>;
    readonly exportView: (view: ShownView, format: ExportFormat) => Promise<Result<string>>;
    /** Fetches the known deployments of an app for the page that is open. */
    readonly loadDeployments: (ref: string) => void;
    /** The fields that a provider's forms have; undefined where it has none. */
    readonly forms: (provider: string) => Forms | undefined;
    /** Fetches what can be chosen in the form of this purpose, while it is open. */
    readonly loadChoices: (purpose: FormPurpose) => void;
    /** What the provider's rules find wrong with an action; null: nothing. */
    readonly check: (request: ActionRequest) => Promise<Problem | null>;
    /** Sends what the operator has confirmed. */
    readonly carryOut: (requests: readonly ActionRequest[], several: Several) => void;
    readonly redraw: () => void;
    /** Hands the terminal to another program until that has ended. */
    readonly runProgram: (words: readonly string[]) => Promise<ProgramEnd>;
    /** Hands the terminal to the shell until the user comes back. */
    readonly suspend: () => void;
    readonly leave: () => void;
  };

/** One thing the user can do. The keymap, the help and the footer derive from the list of these. */
export type Command = {
  readonly id: string;
  readonly title: string;
  /** In the notation of `model/keys.ts`: `j`, `G`, `ctrl+d`, `pageup`, `y i`. The first is shown. */
  readonly keys: readonly string[];
  readonly where: 'everywhere' | readonly PaneId[];
  /** The page over the panes that it belongs to: while that is open, its keys mean this and nothing else. */
  readonly page?: Overlay['type'];
  /** A short title for the footer; without one it is found in the help only. */
  readonly footer?: string;
  /** A word or two beside its last key, while the keys before it are pressed. */
  readonly brief?: string;
  /** Why it cannot be done right now, as a sentence; null when it can. */
  readonly whyNot?: (context: CommandContext) => string | null;
  readonly run: (context: CommandContext) => void;
};

/** Which keys run which commands. Keys pressed one after the other stand with a space between: `y i`. */
export type Keymap = {
  readonly commands: readonly Command[];
  readonly bound: (keys: string) => readonly Command[];
  /** The commands that these keys are the beginning of. */
  readonly beginning: (keys: string) => readonly Command[];
  /** The first is the one to show. */
  readonly keysOf: (command: Command) => readonly string[];
  /**
   * The key of a command as people write it: the one that is wanted where the command has that, else its first; null
   * where it has none, or there is no such command. Whatever names a key on the screen asks here, or `press`.
   */
  readonly shown: (id: string, wanted?: string) => string | null;
  /** The same for a sentence: without a key, the palette and what to type there. */
  readonly press: (id: string, wanted?: string) => string;
  /** Why a key of the configuration was not taken up, by the id of its command. */
  readonly faults: ReadonlyMap<string, string>;
};

export const worksIn = (command: Command, pane: PaneId): boolean =>
  command.where === 'everywhere' || command.where.includes(pane);
