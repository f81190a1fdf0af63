/** Targets that are worked on at once after the first: SparrowHost, alone to document a limit, builds five at a time. */
export const waveSize = 5;

/** How many targets of one provider are worked on at once; the first alone, as a canary. */
export type WaveOptions = {
  readonly size: number;
  /** True: go on after a failure. */
  readonly keepGoing: boolean;
};

export type WaveResult<T, R> = { readonly target: T; readonly result: R | null };

/**
 * Works on one target, then on the others in waves. After the first failure no new one is begun, unless told
 * otherwise: those not begun come back with a null result. `isOver` tells a work that has still something to read that
 * it should not begin to send any more.
 */
export async function inWaves<T, R>(
  targets: readonly T[],
  work: (target: T, isOver: () => boolean) => Promise<R>,
  isGood: (result: R) => boolean,
  { size, keepGoing }: WaveOptions,
): Promise<readonly WaveResult<T, R>[]> {
  const results = new Map<number, R>();
  let hasFailed = false;
  let next = 0;
  const runWave = async (count: number) => {
    const indexes = Array.from(
      { length: Math.min(count, targets.length - next) },
      (_, offset) => next + offset,
    );
    next += indexes.length;
    await Promise.all(
      indexes.map(async (index) => {
        const target = targets[index];
        if (target === undefined) return;
        const result = await work(target, () => hasFailed && !keepGoing);
        results.set(index, result);
        if (!isGood(result)) hasFailed = true;
      }),
    );
  };
  await runWave(1);
  while (next < targets.length && (keepGoing || !hasFailed)) await runWave(size);
  return targets.map((target, index) => ({ target, result: results.get(index) ?? null }));
}
