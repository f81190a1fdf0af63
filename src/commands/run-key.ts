import { displayKeys } from '../format/keys.ts';
import { isCharacter } from '../model/keys.ts';
import { plainText } from '../model/text.ts';
import { answerKey } from './answer.ts';
import { columnsKey } from './columns.ts';
import { type CommandContext, worksIn } from './command.ts';
import { formKey, formPaste } from './form-key.ts';
import { guideKey, guidePaste } from './guide-key.ts';
import { passesPrompt, promptKey, promptPaste } from './prompt-key.ts';
import { leaveKey } from './quit.ts';
import { runCommand } from './run-command.ts';
import { secretKey } from './secret-key.ts';
import { settingsKey } from './settings.ts';
import { workingPane } from './targets.ts';

/**
 * A key that was pressed: for what takes every key while it is open (a line in the footer, a question, a form, a
 * secret), else for the command that it is bound to. `isAlone`: no other key came in the same read.
 */
export function runKey(key: string, isAlone: boolean, context: CommandContext): void {
  const { overlay, prompt } = context.view.getState();
  if (passing.has(key)) {
    // It is no end of a sequence that was begun.
    context.view.setState({ pressed: '' });
    runBound(key, context);
  } else if (prompt !== null && !passesPrompt.has(key)) promptKey(key, prompt, context);
  else if (overlay?.type === 'question') answerKey(key, isAlone, overlay, context);
  else if (overlay?.type === 'form') formKey(key, overlay, context);
  else if (overlay?.type === 'settings') settingsKey(key, overlay, context);
  else if (overlay?.type === 'guide') guideKey(key, overlay, context);
  else if (overlay?.type === 'secret') secretKey(key, overlay, context);
  else if (overlay?.type === 'leave') leaveKey(key, overlay, context);
  else if (overlay?.type === 'columns' && columnsKey(key, overlay, context)) return;
  else runBound(key, context);
}

/** What concerns the terminal, whatever is on it. */
const passing: ReadonlySet<string> = new Set(['ctrl+c', 'ctrl+l', 'ctrl+z']);

/** A key where nothing is to be seen, as in too small a terminal: for the terminal itself, or to leave. */
export function runUnseenKey(key: string, context: CommandContext): void {
  const { overlay, prompt } = context.view.getState();
  const isFree = overlay === null && prompt === null;
  if (
    passing.has(key) ||
    (isFree &&
      context
        .keymap()
        .bound(key)
        .some(({ id }) => id === 'quit'))
  )
    runBound(key, context);
}

/** A keyboard, or what is pasted, may have characters that hide. */
const told = (keys: string): string => displayKeys(plainText(keys));

/** Runs what the key is bound to, together with those before it that it goes with. An unbound character says so. */
function runBound(key: string, context: CommandContext): void {
  const { view, keymap } = context;
  const { pressed, overlay } = view.getState();
  const pane = workingPane(context);
  if (pressed !== '') view.setState({ pressed: '', notice: null });
  if (pressed !== '' && key === 'escape') return;
  const keys = pressed === '' ? key : `${pressed} ${key}`;
  const { bound, beginning } = keymap();
  if (beginning(keys).length > 0) {
    view.setState({ pressed: keys, notice: null });
    return;
  }
  const candidates = bound(keys);
  const onPage = candidates.find(({ page }) => page !== undefined && page === overlay?.type);
  const here = candidates.find((candidate) => candidate.page === undefined && worksIn(candidate, pane));
  const command = onPage ?? here ?? candidates[0];
  if (command !== undefined) runCommand(command, context);
  else if (pressed !== '') view.setState({ notice: `No command has the keys ${told(keys)}` });
  // Other unbound keys may be what a terminal says by itself.
  else if (isCharacter(key))
    view.setState({
      notice: `No command has the key ${told(key)}: ${keymap().press('help')} shows all`,
    });
}

/** Longer than any value that a line is for; each key after it looks at the whole line. */
const longestPaste = 20_000;

/** Text that was pasted; it never is a key. What is too long is not taken in part: half a value is another one. */
export function runPaste(text: string, context: CommandContext): void {
  const { overlay, prompt } = context.view.getState();
  if (text.length > longestPaste)
    context.view.setState({
      notice: `Not taken: a line holds ${longestPaste} characters, pasted were ${text.length}`,
    });
  else if (prompt !== null) promptPaste(text, prompt, context);
  else if (overlay?.type === 'form') formPaste(text, overlay, context);
  else if (overlay?.type === 'guide') guidePaste(text, overlay, context);
  else if (overlay?.type === 'question')
    context.view.setState({ notice: 'An answer has to be typed: what was pasted is not taken' });
  else context.view.setState({ notice: 'There is nothing to paste into here' });
}
