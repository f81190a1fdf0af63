import { prepareAction } from '../../actions/act.ts';
import type { Target } from '../../model/action.ts';
import { type Problem, problem } from '../../model/problem.ts';
import type { ConnectedProvider } from '../../providers/connect.ts';
import type { Wanted } from './verb-spec.ts';

/** Why a resource does not know a verb, in its provider's own words where it has some. */
export async function whyUnknown(
  connected: ConnectedProvider,
  target: Target,
  { verb, sample, whyNot }: Wanted,
  signal: AbortSignal,
): Promise<Problem> {
  const { title, settings } = connected;
  const ours = problem('unsupported', `${title} has no ${verb} for ${target.kind} ${target.resource.name}`, {
    provider: settings.name,
  });
  if (sample === null) return whyNot?.(connected, target) ?? ours;
  const prepared = await prepareAction(connected, { target, deed: sample }, signal);
  return !prepared.ok && prepared.problem.code === 'unsupported' ? prepared.problem : ours;
}
