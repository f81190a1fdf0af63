import type { Keymap } from '../../commands/command.ts';
import { formatSpan } from '../../format/age.ts';
import type { ViewStore } from '../../store/view-store.ts';

type IdleLock = {
  readonly view: ViewStore;
  readonly keymap: () => Keymap;
  readonly setLocked: (isLocked: boolean) => void;
  /** Epoch ms of the newest key. */
  readonly lastKeyAt: () => number;
  readonly signal: AbortSignal;
};

/** Locks all writes when no key was pressed for as long as the configuration says; the lock's key takes that off again. */
export function lockWhenIdle({ view, keymap, setLocked, lastKeyAt, signal }: IdleLock): void {
  const unsubscribe = view.subscribe(({ now, lockWhenIdleMs, isLocked, overlay }, before) => {
    if (now === before.now || isLocked || lockWhenIdleMs === null) return;
    if (now - lastKeyAt() < lockWhenIdleMs) return;
    setLocked(true);
    view.setState({
      isLocked: true,
      // What was asked for then is not what is wanted by whoever comes back now.
      overlay: overlay?.type === 'question' ? null : overlay,
      notice: `Locked: no key for ${formatSpan(lockWhenIdleMs)}. ${keymap().press('lock')} unlocks`,
    });
  });
  signal.addEventListener('abort', unsubscribe);
}
