import type { Rates } from '../billing/rates.ts';
import type { ConfiguredColumns, ListId } from '../listing/list-id.ts';
import type { ActionRequest, CreatableKind, OneTimeSecret } from '../model/action.ts';
import type { Deployment } from '../model/deployment.ts';
import type { LayoutName } from '../model/layout-name.ts';
import type { Notify } from '../model/notify.ts';
import { type Arrangements, plainArrangements } from './arrangement.ts';
import type { Details, DetailsPage } from './details-page.ts';
import type { FormPage } from './form-page.ts';
import type { GuidePage } from './guide-page.ts';
import { initialLogView, type LogView } from './log-view.ts';
import type { Prompt } from './prompt.ts';
import { defaultSettings, type Settings, type SettingsPage } from './settings.ts';

export const paneIds = ['servers', 'apps', 'live', 'billing', 'logs', 'activity', 'sessions'] as const;

export type PaneId = (typeof paneIds)[number];

/** The panes there are, in the order of their keys. */
export const panesOf = ({ isProbing }: Pick<ViewState, 'isProbing'>): readonly PaneId[] =>
  isProbing ? paneIds : paneIds.filter((id) => id !== 'sessions');

/** What the charts in Live reach over: the last 5 minutes, the last hour, all of this run. */
export const chartSpans = ['minutes', 'hour', 'run'] as const;

export type ChartSpan = (typeof chartSpans)[number];

/** Where the operator stands in a list: on a resource, by its key; `index` is where it was last seen. */
export type Cursor = {
  readonly key: string | null;
  readonly index: number;
  /** First row shown. */
  readonly top: number;
};

/** What is asked before a provider is changed: the targets are frozen as they were when the key was pressed. */
export type Question = {
  readonly requests: readonly ActionRequest[];
  /** "Reboot", "Stop (power cut)". */
  readonly title: string;
  /** 1: `y` accepts. 2 and 3: `answer` has to be typed, then Enter. */
  readonly tier: 1 | 2 | 3;
  readonly answer: string;
  /** The name has what no keyboard has: the answer is the target's id. */
  readonly isById?: boolean;
  /** What the verb costs or stops, a sentence each. */
  readonly warnings: readonly string[];
  /** What will be sent, a line each, secrets as bullets. */
  readonly facts?: readonly string[];
  /** Epoch ms of when the shown states were read; null when not known. */
  readonly stateReadAt: number | null;
  /** The form that was filled in for it: no to the question leads back there. */
  readonly form?: FormPage;
};

/** Where one was before: what `-` goes back to. */
export type Place = {
  readonly pane: PaneId;
  readonly isZoomed: boolean;
  /** The one provider everything is about; null: all. */
  readonly scope: string | null;
};

export type Overlay =
  /** The commands, as far as they meet the search, to choose from. */
  | { readonly type: 'help'; readonly search: string; readonly index: number; readonly top: number }
  | DetailsPage
  /** One account: what is reckoned, its ledger, and below that all that the provider says of it. */
  | {
      readonly type: 'account';
      readonly provider: string;
      /** Words that the ledger's rows shown have; empty: all of them. */
      readonly search: string;
      readonly content: Details;
      readonly top: number;
    }
  | {
      readonly type: 'question';
      readonly question: Question;
      readonly typed: string;
      /** Of several targets, the others are gone on with after one has failed. */
      readonly keepGoing: boolean;
      /** Epoch ms; what comes in right after is not an answer. */
      readonly openedAt: number;
      /** Epoch ms of the newest key: a key held down never rests. */
      readonly lastKeyAt: number;
      /** That key; null before the first. */
      readonly lastKey: string | null;
      readonly top: number;
    }
  /** Commands, resources and what else can be gone to, as far as they meet the line that is typed. */
  | { readonly type: 'palette'; readonly search: string; readonly index: number; readonly top: number }
  /** The columns of a list, to choose, order and size. */
  | {
      readonly type: 'columns';
      readonly list: ListId;
      readonly index: number;
      readonly top: number;
      /** The settings that it was opened from. */
      readonly under: SettingsPage | null;
    }
  /** The verbs of one resource, to choose from; without one, what can be created. */
  | { readonly type: 'menu'; readonly ref: string | null; readonly index: number; readonly top: number }
  /** The known deployments of an app, to roll back to or to read the log of. */
  | {
      readonly type: 'deployments';
      readonly purpose: 'rollback' | 'log';
      readonly ref: string;
      readonly items: readonly Deployment[] | null;
      readonly index: number;
      readonly top: number;
    }
  | FormPage
  | GuidePage
  | SettingsPage
  /** The providers that can create something of a kind, to choose from. */
  | {
      readonly type: 'providers';
      readonly kind: CreatableKind;
      readonly names: readonly string[];
      readonly index: number;
      readonly top: number;
    }
  /** What is shown once: here until it is closed, and nowhere else. */
  | {
      readonly type: 'secret';
      readonly secret: OneTimeSecret;
      /** Epoch ms; a key that was meant for what lay here before does not close it. */
      readonly openedAt: number;
      readonly top: number;
    }
  /** A text by itself, to be read or selected with the mouse. */
  | {
      readonly type: 'text';
      readonly title: string;
      readonly text: string;
      /** Why it is shown, a sentence. */
      readonly note: string;
      /** What it lies over. */
      readonly under: DetailsPage | null;
      readonly top: number;
    }
  /** Asks before the program is left in the middle of something. */
  | {
      readonly type: 'leave';
      /** What is under way, a sentence each. */
      readonly reasons: readonly string[];
      /** Epoch ms; a key that was meant for what lay here before is no answer. */
      readonly openedAt: number;
      readonly top: number;
    };

export type Copied = {
  /** "address", "reference". */
  readonly what: string;
  readonly text: string;
};

/** What is on the screen and where the operator is in it; what the fleet is like is elsewhere. */
export type ViewState = Place & {
  readonly columns: number;
  readonly rows: number;
  /** What can be changed while it runs, as it holds now. */
  readonly settings: Settings;
  /** Whether the terminal reports clicks and the wheel. */
  readonly isMouseOn: boolean;
  readonly layout: LayoutName;
  readonly arrangements: Arrangements;
  /** The columns that the configuration names, by list. */
  readonly configuredColumns: ConfiguredColumns;
  readonly previous: Place | null;
  /** What was chosen from the palette, newest first. */
  readonly recent: readonly string[];
  readonly cursors: Readonly<Record<PaneId, Cursor>>;
  readonly overlay: Overlay | null;
  /** The line that is being typed in the footer. */
  readonly prompt: Prompt | null;
  /** What was pressed of keys that go together, such as `y` of `y i`; empty when nothing was. */
  readonly pressed: string;
  /** The configuration's keys, by the id of their command. */
  readonly remapped: Readonly<Record<string, string>>;
  /** References of the resources marked for a verb on several. */
  readonly marks: ReadonlySet<string>;
  /** Servers and Apps show only what is wrong. */
  readonly isProblemsOnly: boolean;
  readonly chartSpan: ChartSpan;
  /** Whether Servers shows what each costs. */
  readonly showsCosts: boolean;
  /** For one total of several currencies, as configured. */
  readonly rates: Rates | null;
  readonly notify: Notify;
  /** Locked by the configuration or the command line: no key takes that off. */
  readonly isReadOnly: boolean;
  /** Why the file as it is now was not taken up, until it is mended. */
  readonly configProblem: string | null;
  /** The operator's own lock over all writes. */
  readonly isLocked: boolean;
  /** Writes lock after this long without a key; null: never. */
  readonly lockWhenIdleMs: number | null;
  readonly isPaused: boolean;
  /** Whether servers are sampled over ssh: without that there is no pane Sessions. */
  readonly isProbing: boolean;
  /** Epoch ms of the newest look at Activity: what ended later stands in the header until it is seen there. */
  readonly activitySeenAt: number;
  readonly logView: LogView;
  /** Epoch ms that ages are counted to; moves once a second. */
  readonly now: number;
  /** What was copied newest; null when nothing was, or a secret. */
  readonly copied: Copied | null;
  /** The file that an export did not write over: the same name once more does. */
  readonly refusedFile: string | null;
  /** A line for the operator, until the next key. */
  readonly notice: string | null;
};

const start: Cursor = { key: null, index: 0, top: 0 };

export const initialView = (
  columns: number,
  rows: number,
  now: number,
  notice: string | null,
): ViewState => ({
  columns,
  rows,
  settings: defaultSettings,
  isMouseOn: false,
  pane: 'servers',
  isZoomed: false,
  scope: null,
  layout: 'auto',
  arrangements: plainArrangements,
  configuredColumns: {},
  previous: null,
  recent: [],
  cursors: {
    servers: start,
    apps: start,
    live: start,
    billing: start,
    logs: start,
    activity: start,
    sessions: start,
  },
  overlay: null,
  prompt: null,
  pressed: '',
  remapped: {},
  marks: new Set(),
  isProblemsOnly: false,
  chartSpan: 'minutes',
  showsCosts: false,
  rates: null,
  notify: 'off',
  isReadOnly: false,
  configProblem: null,
  isLocked: false,
  lockWhenIdleMs: null,
  isPaused: false,
  isProbing: false,
  activitySeenAt: now,
  logView: initialLogView,
  now,
  copied: null,
  refusedFile: null,
  notice,
});
