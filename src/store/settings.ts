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
};

export type SettingId = keyof Settings;

export const defaultSettings: Settings = {
  theme: 'auto',
  mouse: false,
  ascii: false,
  lockWhenIdle: null,
  cpu: 90,
  memory: 90,
  runwayDays: 7,
};

export type SettingsPage = {
  readonly type: 'settings';
  /** As they were when the page was opened, to go back to. */
  readonly before: Settings;
  readonly index: number;
  readonly top: number;
  /** There is no file yet: whether to make one is asked. */
  readonly isAsking: boolean;
  readonly isSaving: boolean;
  readonly problem: string | null;
};
