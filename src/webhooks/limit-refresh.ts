import type { Clock } from '../runtime/deps.ts';

/** Shortest time between two refreshes of one provider that webhooks ask for. */
const restMs = 10_000;

/**
 * Passes wishes for a refresh of a provider on: the first at once, those that follow too soon as one, later. So that
 * nobody can spend a key's budget by sending webhooks.
 */
export function limitRefresh(
  clock: Pick<Clock, 'elapsed' | 'sleep'>,
  refresh: (provider: string) => void,
  signal: AbortSignal,
): (provider: string) => void {
  const lastAt = new Map<string, number>();
  const waiting = new Set<string>();
  const run = (provider: string) => {
    lastAt.set(provider, clock.elapsed());
    refresh(provider);
  };
  return (provider) => {
    if (waiting.has(provider) || signal.aborted) return;
    const restLeft = (lastAt.get(provider) ?? -Infinity) + restMs - clock.elapsed();
    if (restLeft <= 0) return run(provider);
    waiting.add(provider);
    void clock.sleep(restLeft, signal).then(() => {
      waiting.delete(provider);
      if (!signal.aborted) run(provider);
    });
  };
}
