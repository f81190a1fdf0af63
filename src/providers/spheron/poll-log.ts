import { type Result, succeed } from '../../model/result.ts';
import type { Clock } from '../../runtime/deps.ts';

/** What a look at a log found: more to fetch at once, nothing for now, or the end. */
export type Look = 'more' | 'later' | 'end';

const intervalMs = 3_000;
/** Each of them was tried three times already, with waits between. */
const mostFailures = 5;

/**
 * Looks at a log every 3 s until its end or the signal; a failure that may pass is outlived a few times. `onOpen` is told of
 * the first look that succeeded.
 */
export async function pollLog(
  clock: Clock,
  signal: AbortSignal,
  onOpen: (() => void) | undefined,
  look: () => Promise<Result<Look>>,
): Promise<Result<void>> {
  let failures = 0;
  let wasOpen = false;
  while (!signal.aborted) {
    const found = await look();
    if (found.ok) {
      failures = 0;
      if (!wasOpen) onOpen?.();
      wasOpen = true;
      if (found.value === 'end') break;
      if (found.value === 'later') await clock.sleep(intervalMs, signal);
      continue;
    }
    failures += 1;
    if (signal.aborted) break;
    if (!found.problem.retryable || failures === mostFailures) return found;
    const asked = (found.problem.retryAt ?? 0) - clock.now();
    await clock.sleep(Math.max(intervalMs, asked), signal);
  }
  return succeed(undefined);
}
