import type { Target } from '../model/action.ts';
import type { FormPurpose } from '../store/form-page.ts';
import type { CommandContext } from './command.ts';

/** Stands for a domain where none is typed yet. */
const anyHost = 'example.com';

/**
 * Among the actions a provider lists, `domain` says only that one can be added. Whether it can be removed or verified
 * too is told by its rules: where it cannot, the form says so before anything is typed.
 */
export function probeForm(purpose: FormPurpose, target: Target, { view, check }: CommandContext): void {
  if (purpose.type !== 'change') return;
  if (purpose.verb !== 'domain.remove' && purpose.verb !== 'domain.verify') return;
  const change = purpose.verb === 'domain.remove' ? 'remove' : 'verify';
  const host = (target.kind === 'app' ? target.resource.domains[0] : undefined) ?? anyHost;
  void check({ target, deed: { verb: 'domain', change, host } }).then((found) => {
    const { overlay } = view.getState();
    if (found?.code === 'unsupported' && overlay?.type === 'form' && overlay.purpose === purpose)
      view.setState({ overlay: { ...overlay, problem: found.message } });
  });
}
