import { parseLogFilter } from '../logs/log-filter.ts';
import { readMoment } from '../logs/moment.ts';
import type { CommandContext } from './command.ts';
import { changeLogView, holdAt, showFound } from './log-scroll.ts';
import type { PromptHandler } from './open-prompt.ts';

/** Takes the text up as far as it makes sense: until an expression is whole, what was searched for before stays. */
function search(text: string, context: CommandContext, isFilter: boolean): void {
  const parsed = parseLogFilter(text);
  if (parsed.ok) changeLogView(context, { search: text, isFilter, found: null });
  else context.view.setState({ notice: parsed.problem.message });
}

const clear = (context: CommandContext): void => changeLogView(context, { search: '', found: null });

/** Shows only the lines that are found. */
export const logFilterPrompt: PromptHandler = {
  label: 'only (Tab: mark)',
  onText: (text, context) => search(text, context, true),
  onEnter: (text, context) => search(text, context, true),
  onEscape: clear,
  onTab: (text, context) => {
    search(text, context, false);
    return 'log-search';
  },
};

/** Longer than any log that is kept takes to be searched through, by an expression, too. */
const enterMs = 250;

/** Marks the lines that are found among all; Enter goes to the newest of those on the screen and above. */
export const logSearchPrompt: PromptHandler = {
  label: 'mark (Tab: only)',
  onText: (text, context) => search(text, context, false),
  onEnter: (text, context) => {
    search(text, context, false);
    const { rows } = context.log;
    // Else the newest line would be one of those that were looked at so far, or none.
    rows.update(enterMs);
    const { top, entries } = context.log.window();
    const below = rows.at(top + entries.length - 1)?.position ?? context.log.ring.end();
    const newest = rows.nextMatch(below + 1, -1);
    if (newest !== null) showFound(context, newest);
  },
  onEscape: clear,
  onTab: (text, context) => {
    search(text, context, true);
    return 'log-filter';
  },
};

/** Goes to the first line of a time or after it. */
export const logTimePrompt: PromptHandler = {
  label: 'go to time',
  onEnter: (text, context) => {
    const { view, log, now } = context;
    const at = readMoment(text, now(), view.getState().logView.times === 'utc');
    if (at === null) {
      view.setState({ notice: `"${text}" is no time: write ISO 8601, 14:05, or an age such as 15m` });
      return;
    }
    const position = log.ring.positionAt(at);
    if (position >= log.ring.end()) view.setState({ notice: 'No line is as new as that' });
    else holdAt(context, Math.min(log.rows.indexAt(position), log.window().lastTop));
  },
};

/** Saves what is shown. */
export const logSavePrompt: PromptHandler = {
  label: 'save to',
  onEnter: (text, context) => {
    if (text.trim() !== '') context.log.save(text.trim());
  },
};
