import { between, createRandom } from '../../src/simulator/random.ts';

/** What a seed decides. */
export type Chance = {
  /** True in this share of all cases. */
  readonly is: (share: number) => boolean;
  /** A whole number from `min` to `max`, both possible. */
  readonly between: (min: number, max: number) => number;
  readonly pick: <T>(items: readonly T[]) => T;
  /** One of the choices, each as often as its weight says. */
  readonly weighted: <T>(choices: readonly (readonly [weight: number, choice: T])[]) => T;
};

export function createChance(seed: number): Chance {
  const random = createRandom(seed);
  const pick = <T>(items: readonly T[]): T => {
    const item = items[Math.floor(random() * items.length)];
    if (item === undefined) throw new Error('nothing to choose from');
    return item;
  };
  return {
    is: (share) => random() < share,
    between: (min, max) => between(random, min, max),
    pick,
    weighted: (choices) => {
      let left = random() * choices.reduce((sum, [weight]) => sum + weight, 0);
      const found = choices.find(([weight]) => {
        left -= weight;
        return left < 0;
      });
      return (found ?? pick(choices))[1];
    },
  };
}
