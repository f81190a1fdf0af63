import type { Clock } from '../runtime/deps.ts';

/** Ends what is followed once nothing was heard of it for a while. */
export type Silence = {
  /** Aborts with the outer signal, when the silence has lasted, and at {@link Silence.stop}. */
  readonly signal: AbortSignal;
  /** Something was heard; the first time begins the count. */
  readonly heard: () => void;
  readonly hasCome: () => boolean;
  readonly stop: () => void;
};

/** `afterMs` null: it never comes. */
export function createSilence(clock: Clock, afterMs: number | null, outer: AbortSignal): Silence {
  const ending = new AbortController();
  const signal = AbortSignal.any([outer, ending.signal]);
  let heardAt: number | null = null;
  let hasCome = false;
  const listen = async (limitMs: number) => {
    for (let left = limitMs; left > 0; left = (heardAt ?? 0) + limitMs - clock.elapsed()) {
      await clock.sleep(left, signal);
      if (signal.aborted) return;
    }
    hasCome = true;
    ending.abort();
  };
  return {
    signal,
    heard: () => {
      const isFirst = heardAt === null;
      heardAt = clock.elapsed();
      if (isFirst && afterMs !== null) void listen(afterMs);
    },
    hasCome: () => hasCome,
    stop: () => ending.abort(),
  };
}
