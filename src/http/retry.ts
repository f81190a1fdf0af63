import type { Result } from '../model/result.ts';
import type { Deps } from '../runtime/deps.ts';
import { backoffMs } from './backoff.ts';
import type { HttpRequest } from './request.ts';

const attempts = 3;
/** A caller would rather hear of a longer wait, or of a request that took longer, than sit through it again. */
const longestWaitMs = 8_000;

/**
 * Tries a GET again after a failure that may pass, with jitter; the provider's own wait wins over ours. Nothing but
 * a GET is ever sent twice.
 */
export const withRetry =
  <T>(
    call: (request: HttpRequest) => Promise<Result<T>>,
    { clock, random }: Pick<Deps, 'clock' | 'random'>,
  ) =>
  async (request: HttpRequest): Promise<Result<T>> => {
    const startedAt = clock.elapsed();
    for (let attempt = 1; ; attempt += 1) {
      const result = await call(request);
      if (result.ok || request.method !== 'GET' || !result.problem.retryable || attempt === attempts)
        return result;
      const { retryAt } = result.problem;
      const wait = retryAt === null ? backoffMs(attempt, random) : retryAt - clock.now();
      if (wait > longestWaitMs || clock.elapsed() - startedAt > longestWaitMs) return result;
      await clock.sleep(wait, request.signal);
      if (request.signal.aborted) return result;
    }
  };
