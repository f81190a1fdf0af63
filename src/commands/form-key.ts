import type { FormPage } from '../store/form-page.ts';
import type { CommandContext } from './command.ts';
import { editForm, isOnButton, pasteInto } from './form-edit.ts';
import { submitForm } from './form-submit.ts';
import { keepInView } from './form-view.ts';

/** A key while a form is open: typed, moved by, or the end of it. */
export function formKey(key: string, page: FormPage, context: CommandContext): void {
  const { view } = context;
  view.setState({ notice: null });
  if (key === 'escape') view.setState({ overlay: null, notice: 'Cancelled: nothing was sent' });
  else if (page.isChecking) view.setState({ notice: 'Checking it: Esc cancels' });
  else if (key === 'return' && isOnButton(page)) submitForm(page, context);
  else view.setState({ overlay: editForm(page, key) });
  keepInView(context);
}

/** Text that was pasted into a form: into the field under the cursor. */
export function formPaste(text: string, page: FormPage, { view }: CommandContext): void {
  if (!page.isChecking) view.setState({ overlay: pasteInto(page, text), notice: null });
}
