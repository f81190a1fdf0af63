import type { Billing } from '../model/billing.ts';
import { type Problem, problem } from '../model/problem.ts';

const words = { balance: 'the balance', monthlyCost: 'what a month costs' } as const;

/** That money is there and cannot be read, and where it stands as it came. */
export const unreadableProblems = (
  unreadable: NonNullable<Billing['unreadable']>,
  provider: string,
): readonly Problem[] =>
  unreadable.map((what) =>
    problem('protocol', `${words[what]} is no amount that can be read: the details have it as it came`, {
      provider,
    }),
  );
