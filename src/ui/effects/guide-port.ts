import type { GuidePort } from '../../commands/ports.ts';
import type { Guide } from '../../model/guide.ts';

/** A guide whose newest test ends when another one begins, or the dashboard does. */
export function guidePort(guide: Guide, signal: AbortSignal): GuidePort {
  let testing = new AbortController();
  return {
    ...guide,
    cancel: () => testing.abort(),
    check: (key) => {
      testing.abort();
      testing = new AbortController();
      return guide.check(key, AbortSignal.any([signal, testing.signal]));
    },
  };
}
