import { whyChanged } from '../../actions/read-present.ts';
import type { Deed, Target } from '../../model/action.ts';
import { type Problem, problem } from '../../model/problem.ts';
import { plainText } from '../../model/text.ts';
import type { ConnectedProvider } from '../../providers/connect.ts';
import type { Context } from '../context.ts';
import { UsageError } from '../usage-error.ts';
import type { ActionOptions } from './action-options.ts';

/** One target with what is to be done to it. */
export type Planned = {
  readonly connected: ConnectedProvider;
  readonly target: Target;
  readonly deed: Deed;
};

/** A verb that interrupts service wants an answer; where nobody can give one it is refused, before anyone is asked. */
export function refuseUnanswerable({ world }: Context, verb: string, options: ActionOptions): void {
  if (options.yes === true || options.dryRun === true) return;
  if (!world.isInteractive || !world.stderr.isTerminal)
    throw new UsageError(`${verb} interrupts service: without a terminal it wants --yes`);
}

/** Asks before service is interrupted; everything but y or yes is no. */
export async function confirm(
  { world }: Context,
  verb: string,
  planned: readonly Planned[],
): Promise<boolean> {
  const lines = planned.map(({ connected, target, deed }) => {
    const { name, ref, status } = target.resource;
    return `  ${plainText(name)} (${ref}, ${connected.title}), now ${status}${detailOf(deed, target)}`;
  });
  world.stderr.write(
    `${verb} ${planned.length === 1 ? 'this' : `these ${planned.length}`}:\n${lines.join('\n')}\n`,
  );
  const answer = await world.ask('Go on? [y/N] ');
  return /^\s*y(es)?\s*$/i.test(answer);
}

/** While the question stood, the target may have become something else. */
export async function whyStale({ connected, target }: Planned, signal: AbortSignal): Promise<Problem | null> {
  const why = await whyChanged(connected, target, signal);
  return why === null ? null : problem('conflict', why, { provider: connected.settings.name });
}

const detailOf = (deed: Deed, { resource }: Target): string => {
  if (deed.verb === 'rollback') return `: back to deployment ${plainText(deed.deploymentId)}`;
  const actions: readonly string[] = resource.actions;
  return deed.verb === 'stop' && actions.includes('shutdown')
    ? ': a power cut, shutdown is the graceful one'
    : '';
};
