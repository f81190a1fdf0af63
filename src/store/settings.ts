import { columnsText } from '../listing/columns-text.ts';
import type { ConfiguredColumns, ListId } from '../listing/list-id.ts';
import type { LayoutName } from '../model/layout-name.ts';
import type { Arrangements } from './arrangement.ts';

export type SettingValue = string | number | boolean | null;

/** What can be changed while the dashboard runs, as it holds now. */
export type Settings = {
  /** As chosen: a name, a path or `auto`. */
  readonly theme: string;
  readonly mouse: boolean;
  readonly ascii: boolean;
  /** `15m` and the like; null: never. */
  readonly lockWhenIdle: string | null;
  /** Percent. */
  readonly cpu: number;
  readonly memory: number;
  readonly runwayDays: number;
  /** Null: as the dashboard was left. */
  readonly layout: LayoutName | null;
} & ColumnSettings;

/** The columns of a list as `listing/columns-text.ts` writes them; null: as they were left. */
type ColumnSettings = Readonly<Record<`columns.${ListId}`, string | null>>;

/** What the configuration names, as settings. */
export const columnSettings = (columns: ConfiguredColumns): ColumnSettings => ({
  'columns.servers': columnsText(columns.servers),
  'columns.apps': columnsText(columns.apps),
  'columns.live': columnsText(columns.live),
  'columns.billing': columnsText(columns.billing),
  'columns.activity': columnsText(columns.activity),
  'columns.sessions': columnsText(columns.sessions),
});

export type SettingId = keyof Settings;

export const defaultSettings: Settings = {
  theme: 'auto',
  mouse: false,
  ascii: false,
  lockWhenIdle: null,
  cpu: 90,
  memory: 90,
  runwayDays: 7,
  layout: null,
  ...columnSettings({}),
};

export type SettingsPage = {
  readonly type: 'settings';
  /** As they were when the page was opened, to go back to. */
  readonly before: Settings;
  /** What of the view goes with them, as it was then. */
  readonly arranged: {
    readonly layout: LayoutName;
    readonly arrangements: Arrangements;
    readonly configuredColumns: ConfiguredColumns;
  };
  readonly index: number;
  readonly top: number;
  /** There is no file yet: whether to make one is asked. */
  readonly isAsking: boolean;
  readonly isSaving: boolean;
  readonly problem: string | null;
};
