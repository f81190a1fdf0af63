import type { Clock, Fetch } from '../../runtime/deps.ts';
import type { ClockReading } from './check-provider.ts';

/** A fetch that notes what time each provider's newest reply says it is. */
export function createClockWatch(clock: Clock): {
  readonly wrap: (provider: string, fetch: Fetch) => Fetch;
  readonly read: (provider: string) => ClockReading | null;
} {
  const readings = new Map<string, ClockReading>();
  return {
    wrap: (provider, fetch) => async (url, init) => {
      const response = await fetch(url, init);
      const theirs = Date.parse(response.headers.get('date') ?? '');
      if (!Number.isNaN(theirs)) readings.set(provider, { theirs, ours: clock.now() });
      return response;
    },
    read: (provider) => readings.get(provider) ?? null,
  };
}
