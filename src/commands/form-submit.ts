import type { FormPage } from '../store/form-page.ts';
import type { CommandContext } from './command.ts';
import { creationQuestion, factsOf } from './creation-question.ts';
import { requestOf } from './form-request.ts';
import { keepInView } from './form-view.ts';
import { openQuestion, showQuestion } from './verbs.ts';

/** Has a filled-in form checked by its provider's own rules, and asks the question when they find nothing. */
export function submitForm(page: FormPage, context: CommandContext): void {
  const { view } = context;
  const filled = requestOf(page, context);
  if ('reason' in filled) {
    const empty = page.fields.findIndex(({ isRequired, value }) => isRequired && value.trim() === '');
    const index = empty === -1 ? page.index : empty;
    view.setState({ overlay: { ...page, index, problem: filled.reason } });
    return;
  }
  view.setState({ overlay: { ...page, isChecking: true, problem: null } });
  void context.check(filled.request).then((found) => {
    const { overlay } = view.getState();
    if (overlay?.type !== 'form' || overlay.purpose !== page.purpose) return;
    if (found === null) ask(overlay, context);
    else view.setState({ overlay: { ...overlay, isChecking: false, problem: found.message } });
    keepInView(context);
  });
}

/** Freezes the target as it is now, not as it was before its provider was asked. */
function ask(page: FormPage, context: CommandContext): void {
  const filled = requestOf(page, context);
  const form = { ...page, isChecking: false };
  if ('reason' in filled) {
    context.view.setState({ overlay: { ...form, problem: filled.reason } });
  } else if ('create' in filled.request) {
    showQuestion(context, creationQuestion(filled.request, form, context.fleet.getState(), context.forms));
  } else {
    const { target, deed } = filled.request;
    openQuestion(context, [target], deed, { facts: factsOf(page), form });
  }
}
