import { columnsOfText } from '../listing/columns-text.ts';
import type { SettingsPage } from '../store/settings.ts';
import { applySettings, arrangedNow } from './apply-settings.ts';
import type { Command, CommandContext } from './command.ts';
import type { ConfigValue } from './ports.ts';
import { quit } from './quit.ts';
import { changedSettings, offeredSettings } from './settings-list.ts';

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
    const index = Math.max(0, Math.min(offeredSettings(context).length - 1, page.index + step));
    view.setState({ overlay: { ...page, index } });
  }
}

function change(step: 1 | -1, page: SettingsPage, context: CommandContext): void {
  const setting = offeredSettings(context)[page.index];
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
  const list = offeredSettings({ view })[page.index]?.list;
  if (list === undefined) view.setState({ notice: '= is for the columns of a list' });
  else view.setState({ overlay: { type: 'columns', list, index: 0, top: 0, under: page }, notice: null });
}

function takeBack({ before, arranged }: SettingsPage, context: CommandContext): void {
  const hasChanged = changedSettings(before, context.view.getState().settings).length > 0;
  context.view.setState({ overlay: null, notice: hasChanged ? 'As before: nothing was saved' : null });
  void applySettings(before, context);
  context.view.setState(arranged);
}

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
    view.setState({
      overlay: {
        type: 'settings',
        before: view.getState().settings,
        arranged: arrangedNow(view),
        index: 0,
        top: 0,
        isAsking: false,
        isSaving: false,
        problem: null,
      },
    });
  },
};
