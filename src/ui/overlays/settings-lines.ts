import type { CommandContext } from '../../commands/command.ts';
import { settingsList } from '../../commands/settings.ts';
import { fitTo } from '../../format/fit.ts';
import { plainText } from '../../model/text.ts';
import type { Settings, SettingsPage } from '../../store/settings.ts';
import type { InnerLine } from '../components/framed.ts';
import { chosen } from './choice-lines.ts';
import { wrapped } from './wrapped.ts';

const titleWidth = 40;

/** One line a setting, with what holds now; below them where it is saved, or why it is not. */
export function settingsLines(
  page: SettingsPage,
  settings: Settings,
  context: CommandContext,
  width: number,
): readonly InnerLine[] {
  const lines = settingsList.map(({ id, title, text }, at) =>
    chosen(at === page.index, [
      [fitTo(title, titleWidth), 'text'],
      [at === page.index ? '‹ ' : '  ', 'key'],
      [plainText(text(settings[id])), settings[id] === page.before[id] ? 'text' : 'accent'],
      [at === page.index ? ' ›' : '', 'key'],
    ]),
  );
  return [{ spans: [] }, ...lines, { spans: [] }, ...belowLines(page, context, width)];
}

function belowLines(page: SettingsPage, context: CommandContext, width: number): readonly InnerLine[] {
  const file = context.configFile();
  const say = (text: string, token: 'muted' | 'error' | 'warning'): readonly InnerLine[] =>
    wrapped(plainText(text), width - 2).map((part) => ({ spans: [[` ${part}`, token]] }));
  if (page.problem !== null) return say(page.problem, 'error');
  if (page.isSaving) return say('Saving …', 'muted');
  if (file === null)
    return say('There is no file behind this to save it in: it holds until you leave.', 'muted');
  if (page.isAsking) return say(`There is no configuration file. Write ${file.path}?  y / n`, 'warning');
  return say(`What you change holds at once. Enter saves it in ${file.path}, Esc takes it back.`, 'muted');
}
