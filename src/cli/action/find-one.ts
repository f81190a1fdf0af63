import type { Target } from '../../model/action.ts';
import { type Problem, problem } from '../../model/problem.ts';
import type { ConnectedProvider } from '../../providers/connect.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Session } from '../session.ts';
import { isUsage } from './report.ts';
import { resolveTargets } from './resolve-target.ts';
import type { Wanted } from './verb-spec.ts';

/** The one target of a verb that only reads, with its provider; or why there is none, and what to exit with. */
export type FoundOne =
  | {
      readonly ok: true;
      readonly connected: ConnectedProvider;
      readonly target: Target;
      readonly problems: readonly Problem[];
    }
  | { readonly ok: false; readonly problems: readonly Problem[]; readonly code: ExitCode };

export async function findOne(
  { providers }: Pick<Session, 'providers'>,
  word: string,
  wanted: Pick<Wanted, 'verb' | 'needs' | 'kinds'>,
  signal: AbortSignal,
): Promise<FoundOne> {
  const [found] = await resolveTargets(
    [word],
    { ...wanted, isWrite: false, sample: null },
    providers,
    signal,
  );
  if (found === undefined) return { ok: false, problems: [problem('usage', 'no target')], code: 2 };
  if (found.ok) return found;
  return {
    ok: false,
    problems: [...found.problems.filter((other) => other !== found.problem), found.problem],
    code: isUsage(found.problem) ? 2 : 1,
  };
}
