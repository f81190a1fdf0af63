import type { Problem } from '../model/problem.ts';
import type { Result } from '../model/result.ts';
import type { ConnectedProvider } from '../providers/connect.ts';
import type { Listing } from '../providers/provider.ts';
import { type ExitCode, exitCodeOf } from './exit-code.ts';

/** What all providers gave, in their configured order, and everything that went wrong. */
export type Snapshot<T> = {
  readonly items: readonly T[];
  readonly problems: readonly Problem[];
  readonly code: ExitCode;
};

/**
 * Asks every provider at once; null means that it has nothing of the kind and was not asked. One that fails costs
 * its own rows only.
 */
export async function takeSnapshot<T>(
  providers: readonly ConnectedProvider[],
  ask: (connected: ConnectedProvider) => Promise<Result<Listing<T>>> | null,
): Promise<Snapshot<T>> {
  const answers = await Promise.all(providers.map(ask));
  const asked = answers.filter((answer) => answer !== null);
  const problems = asked.flatMap((answer) => (answer.ok ? answer.value.problems : [answer.problem]));
  const failed = asked.filter((answer) => !answer.ok).length;
  return {
    items: asked.flatMap((answer) => (answer.ok ? answer.value.items : [])),
    problems,
    code: exitCodeOf(asked.length, failed, problems.length > 0),
  };
}
