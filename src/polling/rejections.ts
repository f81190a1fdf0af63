import type { ListName } from '../model/fleet-event.ts';

/** What is read with a key: its lists, and what takes one request a server. */
export type Reading = ListName | 'rows';

/** The readings for which the provider rejected the key. Times are those of {@link Clock.elapsed}, in ms. */
export type Rejections = {
  readonly add: (reading: Reading, at: number) => void;
  /**
   * Something was read, by a request that began at `beganAt`: the readings whose rejection that puts in doubt. One that
   * this key may never do is named once, and again only when the key was rejected for what was read now, too.
   */
  readonly doubted: (reading: Reading, beganAt: number) => readonly Reading[];
};

export function createRejections(): Rejections {
  const rejections = new Map<Reading, { readonly at: number; readonly wasDoubted: boolean }>();
  return {
    add: (reading, at) =>
      void rejections.set(reading, { at, wasDoubted: rejections.get(reading)?.wasDoubted ?? false }),
    doubted: (reading, beganAt) => {
      const wasRejected = rejections.delete(reading);
      const others = [...rejections].filter(
        ([, { at, wasDoubted }]) => at <= beganAt && (wasRejected || !wasDoubted),
      );
      for (const [other, rejection] of others) rejections.set(other, { ...rejection, wasDoubted: true });
      return others.map(([other]) => other);
    },
  };
}
