import type { FormPorts } from '../../commands/ports.ts';
import type { FormPurpose } from '../../store/form-page.ts';
import type { ViewStore } from '../../store/view-store.ts';

export type LoadChoicesOptions = {
  readonly view: ViewStore;
  readonly choices: FormPorts['choices'];
  readonly signal: AbortSignal;
};

/** Puts what a provider lists into the fields of the form that is open for this purpose; closing it ends the asking. */
export const loadChoices =
  ({ view, choices, signal }: LoadChoicesOptions) =>
  (purpose: FormPurpose): void => {
    if (purpose.type !== 'create') return;
    const openForm = () => {
      const { overlay } = view.getState();
      return overlay?.type === 'form' && overlay.purpose === purpose ? overlay : null;
    };
    const closing = new AbortController();
    const unsubscribe = view.subscribe(() => {
      if (openForm() === null) closing.abort();
    });
    const asked = choices(purpose.provider, purpose.kind, AbortSignal.any([signal, closing.signal]));
    void asked.then((found) => {
      unsubscribe();
      const page = openForm();
      if (page === null) return;
      const fields = page.fields.map((field) => ({ ...field, choices: found[field.name] ?? field.choices }));
      view.setState({ overlay: { ...page, fields } });
    });
  };
