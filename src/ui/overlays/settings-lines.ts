import type { CommandContext } from '../../commands/command.ts';
import { offeredSettings } from '../../commands/settings-list.ts';
import { fitTo } from '../../format/fit.ts';
import { plainText } from '../../model/text.ts';
import { windowTop } from '../../store/rows.ts';
import type { Settings, SettingsPage } from '../../store/settings.ts';
import type { InnerLine } from '../components/spans.ts';
import { chosen } from './choice-lines.ts';
import { wrapped } from './wrapped.ts';

/** Cells of a title: the longest fits, and leaves the values what they need. */
const titleWidths = { least: 29, most: 40, value: 29 } as const;

type Room = { readonly width: number; readonly height: number };

/**
 * One line a setting, with what holds now; below them where it is saved, or why it is not. Where there is no room for
 * all, the rows around the cursor: what is said below them is always on the screen.
 */
export function settingsLines(
  page: SettingsPage,
  settings: Settings,
  context: CommandContext,
  { width, height }: Room,
): readonly InnerLine[] {
  const titleWidth = Math.max(titleWidths.least, Math.min(titleWidths.most, width - titleWidths.value));
  const rows = offeredSettings(context).map(({ id, title, text }, at) =>
    chosen(at === page.index, [
      [fitTo(title, titleWidth), 'text'],
      [at === page.index ? '‹ ' : '  ', 'key'],
      [plainText(text(settings[id])), settings[id] === page.before[id] ? 'text' : 'accent'],
      [at === page.index ? ' ›' : '', 'key'],
    ]),
  );
  const below = belowLines(page, context, width);
  const room = Math.max(1, height - below.length);
  const blanks = Math.max(0, Math.min(2, room - rows.length));
  const shown = Math.min(rows.length, room - blanks);
  const top = windowTop(page.index - Math.floor(shown / 2), page.index, rows.length, shown);
  const gap: readonly InnerLine[] = [{ spans: [] }];
  return [
    ...(blanks === 2 ? gap : []),
    ...rows.slice(top, top + shown),
    ...(blanks > 0 ? gap : []),
    ...below,
  ];
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
