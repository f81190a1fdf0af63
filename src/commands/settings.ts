import { offered } from '../listing/arrange-columns.ts';
import { columnsOfText, columnsText } from '../listing/columns-text.ts';
import { type ListId, listIds } from '../listing/list-id.ts';
import { parseDuration } from '../model/duration.ts';
import { layoutNames } from '../model/layout-name.ts';
import { rearranged } from '../store/arrangement.ts';
import { columnsOf } from '../store/list-fields.ts';
import type { SettingId, Settings, SettingsPage, SettingValue } from '../store/settings.ts';
import type { Command, CommandContext } from './command.ts';
import { paneTitle } from './panes.ts';
import type { ConfigValue } from './ports.ts';
import { quit } from './quit.ts';

export type Setting = {
  readonly id: SettingId;
  readonly title: string;
  /** Where it stands in the configuration. */
  readonly path: readonly string[];
  readonly choices: (context: CommandContext) => readonly SettingValue[];
  readonly text: (value: SettingValue) => string;
  /** The list whose columns it is about. */
  readonly list?: ListId;
};

const onOff = (value: SettingValue): string => (value === true ? 'on' : 'off');
const percent = (value: SettingValue): string => `${value} %`;
const percents = () => Array.from({ length: 11 }, (_, step) => 50 + 5 * step);

const layoutSetting: Setting = {
  id: 'layout',
  title: 'Layout',
  path: ['layout'],
  choices: () => [null, ...layoutNames],
  text: (value) => (value === null ? 'as it was left' : String(value)),
};

/** Chooses between what was left and the columns as they stand; `=` there changes those. */
const columnsSetting = (list: ListId): Setting => ({
  id: `columns.${list}`,
  title: `Columns of ${paneTitle(list)}`,
  path: ['columns', list],
  choices: ({ view }) => {
    const { settings, arrangements, isProbing } = view.getState();
    const present =
      arrangements[list].columns ??
      offered(columnsOf[list], null, isProbing).map(({ id }) => ({ id, width: null }));
    return [...new Set([null, settings[`columns.${list}`], columnsText(present)])];
  },
  text: (value) => (value === null ? 'as they were left' : String(value)),
  list,
});

/** One line here for the next thing that can be set. */
export const settingsList: readonly Setting[] = [
  {
    id: 'theme',
    title: 'Theme',
    path: ['theme'],
    choices: ({ themes }) => themes.names(),
    text: (value) => (value === 'auto' ? 'auto: by the background' : String(value)),
  },
  layoutSetting,
  { id: 'mouse', title: 'Mouse', path: ['mouse'], choices: () => [false, true], text: onOff },
  {
    id: 'ascii',
    title: 'Frames and signs in ASCII',
    path: ['ascii'],
    choices: () => [false, true],
    text: onOff,
  },
  {
    id: 'lockWhenIdle',
    title: 'Lock writes without a key for',
    path: ['lockWhenIdle'],
    choices: () => [null, '5m', '15m', '30m', '1h'],
    text: (value) => (value === null ? 'never' : String(value)),
  },
  { id: 'cpu', title: 'Alert from CPU', path: ['thresholds', 'cpu'], choices: percents, text: percent },
  {
    id: 'memory',
    title: 'Alert from memory',
    path: ['thresholds', 'memory'],
    choices: percents,
    text: percent,
  },
  {
    id: 'runwayDays',
    title: 'Alert when the balance lasts less than',
    path: ['thresholds', 'runwayDays'],
    choices: () => [0, 1, 2, 3, 5, 7, 10, 14, 21, 30],
    text: (value) => `${value} days`,
  },
  ...listIds.map(columnsSetting),
];

/** Lets settings hold from now on; resolves with what is wrong with the theme, or null. */
export async function applySettings(
  settings: Settings,
  { view, themes }: Pick<CommandContext, 'view' | 'themes'>,
): Promise<string | null> {
  const before = view.getState().settings;
  view.setState({
    settings: { ...settings, theme: before.theme },
    isMouseOn: settings.mouse,
    lockWhenIdleMs: settings.lockWhenIdle === null ? null : parseDuration(settings.lockWhenIdle),
    ...(settings.layout === null || settings.layout === before.layout ? {} : { layout: settings.layout }),
  });
  for (const list of listIds) arrange(list, settings[`columns.${list}`], before[`columns.${list}`], view);
  if (settings.ascii !== before.ascii) await themes.setAscii(settings.ascii);
  return settings.theme === before.theme ? null : themes.wear(settings.theme);
}

/** Columns that are named now, and were not before, are shown; those named no more stay as they are. */
function arrange(
  list: ListId,
  now: string | null,
  before: string | null,
  view: CommandContext['view'],
): void {
  if (now === before) return;
  const { arrangements, configuredColumns } = view.getState();
  const columns = now === null ? null : columnsOfText(now);
  view.setState({
    ...(columns === null ? {} : rearranged(arrangements, list, { columns })),
    configuredColumns: { ...configuredColumns, [list]: columns ?? undefined },
  });
}

/** A key while the settings are open: what is changed holds at once, Esc takes it back, Enter saves it. */
export function settingsKey(key: string, page: SettingsPage, context: CommandContext): void {
  const { view } = context;
  if (page.isSaving) return;
  if (page.isAsking) answer(key, page, context);
  else if (key === 'escape' || key === ',') takeBack(page, context);
  else if (key === 'return') save(page, context);
  else if (key === 'left' || key === 'right' || key === 'space')
    change(key === 'left' ? -1 : 1, page, context);
  else if (key === 'q') {
    takeBack(page, context);
    quit(context);
  } else if (key === '=') openColumns(page, context);
  else {
    const step = key === 'down' || key === 'j' ? 1 : key === 'up' || key === 'k' ? -1 : 0;
    const index = Math.max(0, Math.min(settingsList.length - 1, page.index + step));
    view.setState({ overlay: { ...page, index } });
  }
}

function change(step: 1 | -1, page: SettingsPage, context: CommandContext): void {
  const setting = settingsList[page.index];
  if (setting === undefined) return;
  const { settings } = context.view.getState();
  const choices = setting.choices(context);
  const present = settings[setting.id];
  const at = choices.indexOf(present);
  // A value of the file that is none of these is gone to from the end that lies that way.
  const next = at === -1 ? choices.at(step === 1 ? 0 : -1) : choices.at((at + step) % choices.length);
  context.view.setState({ overlay: { ...page, problem: null } });
  if (next === undefined) return;
  void applySettings({ ...settings, [setting.id]: next }, context).then((problem) => tell(problem, context));
}

function tell(problem: string | null, { view }: CommandContext): void {
  const { overlay } = view.getState();
  if (problem !== null && overlay?.type === 'settings') view.setState({ overlay: { ...overlay, problem } });
}

function openColumns(page: SettingsPage, { view }: CommandContext): void {
  const list = settingsList[page.index]?.list;
  if (list === undefined) view.setState({ notice: '= is for the columns of a list' });
  else view.setState({ overlay: { type: 'columns', list, index: 0, top: 0, under: page }, notice: null });
}

function takeBack({ before, arranged }: SettingsPage, context: CommandContext): void {
  const hasChanged = changedSettings(before, context.view.getState().settings).length > 0;
  context.view.setState({ overlay: null, notice: hasChanged ? 'As before: nothing was saved' : null });
  void applySettings(before, context);
  context.view.setState(arranged);
}

const changedSettings = (before: Settings, now: Settings): readonly Setting[] =>
  settingsList.filter(({ id }) => before[id] !== now[id]);

function save(page: SettingsPage, context: CommandContext): void {
  const { view, configFile } = context;
  const changed = changedSettings(page.before, view.getState().settings);
  const file = configFile();
  if (changed.length === 0) view.setState({ overlay: null, notice: 'Nothing was changed' });
  else if (file === null)
    view.setState({
      overlay: null,
      notice: 'Holds until you leave: there is no file behind this to save it in',
    });
  else if (!file.hasFile()) view.setState({ overlay: { ...page, isAsking: true } });
  else write(page, context);
}

function answer(key: string, page: SettingsPage, context: CommandContext): void {
  if (key === 'y') write({ ...page, isAsking: false }, context);
  else if (key === 'n' || key === 'escape' || key === 'return')
    context.view.setState({ overlay: { ...page, isAsking: false } });
}

function write(page: SettingsPage, context: CommandContext): void {
  const { view } = context;
  const file = context.configFile();
  if (file === null) return;
  const { settings } = view.getState();
  const edits = changedSettings(page.before, settings).map(({ id, path, list }) => ({
    path,
    value: list === undefined ? settings[id] : columnsValue(settings[`columns.${list}`]),
  }));
  view.setState({ overlay: { ...page, isSaving: true, problem: null } });
  void file.save(edits).then((problem) => {
    const now = view.getState().overlay;
    if (now?.type !== 'settings') return;
    if (problem === null) view.setState({ overlay: null, notice: `Saved in ${file.path}` });
    else view.setState({ overlay: { ...now, isSaving: false, problem: problem.message } });
  });
}

/** As a configuration has it: `[status, name, { id: cpu, width: 6 }]`. */
const columnsValue = (text: string | null): ConfigValue =>
  text === null ? null : columnsOfText(text).map(({ id, width }) => (width === null ? id : { id, width }));

export const settingsCommand: Command = {
  id: 'settings',
  title: 'Settings: theme, layout, columns, mouse, alerts; saved in the configuration',
  keys: [',', 'f2'],
  where: 'everywhere',
  run: ({ view }) => {
    const { settings, layout, arrangements, configuredColumns } = view.getState();
    view.setState({
      overlay: {
        type: 'settings',
        before: settings,
        arranged: { layout, arrangements, configuredColumns },
        index: 0,
        top: 0,
        isAsking: false,
        isSaving: false,
        problem: null,
      },
    });
  },
};
