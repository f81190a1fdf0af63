import { offered } from '../listing/arrange-columns.ts';
import { columnsText } from '../listing/columns-text.ts';
import { type ListId, listIds } from '../listing/list-id.ts';
import { layoutNames } from '../model/layout-name.ts';
import { columnsOf } from '../store/list-fields.ts';
import type { SettingId, Settings, SettingValue } from '../store/settings.ts';
import { panesOf } from '../store/view-state.ts';
import type { CommandContext } from './command.ts';
import { paneTitle } from './panes.ts';

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
const settingsList: readonly Setting[] = [
  {
    id: 'theme',
    title: 'Theme',
    path: ['theme'],
    choices: ({ themes }) => themes.names(),
    text: (value) => (value === 'auto' ? 'auto: by background' : String(value)),
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
    title: 'Lock writes without keys for',
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
    title: 'Alert from a runway below',
    path: ['thresholds', 'runwayDays'],
    choices: () => [0, 1, 2, 3, 5, 7, 10, 14, 21, 30],
    text: (value) => `${value} days`,
  },
  ...listIds.map(columnsSetting),
];

/** What can be set here: not the columns of a pane that there is not. */
export function offeredSettings({ view }: Pick<CommandContext, 'view'>): readonly Setting[] {
  const panes: readonly string[] = panesOf(view.getState());
  return settingsList.filter(({ list }) => list === undefined || panes.includes(list));
}

export const changedSettings = (before: Settings, now: Settings): readonly Setting[] =>
  settingsList.filter(({ id }) => before[id] !== now[id]);
