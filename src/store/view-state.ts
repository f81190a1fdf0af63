import type { Rates } from '../billing/rates.ts';
import type { ConfiguredColumns } from '../listing/list-id.ts';
import type { LayoutName } from '../model/layout-name.ts';
import type { Notify } from '../model/notify.ts';
import { type Arrangements, plainArrangements } from './arrangement.ts';
import { initialLogView, type LogView } from './log-view.ts';
import type { Overlay } from './overlay.ts';
import type { Prompt } from './prompt.ts';
import { defaultSettings, type Settings } from './settings.ts';

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

/** Where one was before: what `-` goes back to. */
export type Place = {
  readonly pane: PaneId;
  readonly isZoomed: boolean;
  /** The one provider everything is about; null: all. */
  readonly scope: string | null;
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
  /** Epoch ms that ages are counted to; moves once a second, or every other one while nobody does anything. */
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
