import type { Overlay } from '../store/overlay.ts';
import type { CommandContext } from './command.ts';
import { deadMs } from './dead-time.ts';

type SecretPage = Extract<Overlay, { type: 'secret' }>;

/** A key while something is shown that is shown once: Esc alone takes it away, for good. */
export function secretKey(key: string, page: SecretPage, { view, now }: CommandContext): void {
  if (key === 'escape' && now() - page.openedAt >= deadMs) view.setState({ overlay: null, notice: null });
  else view.setState({ notice: 'This is shown once: Esc closes it when it is kept' });
}
