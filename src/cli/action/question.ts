import { knownDuration } from '../../actions/known-durations.ts';
import { createProtection } from '../../actions/protection.ts';
import { whyChanged } from '../../actions/read-present.ts';
import { consequencesOf, firstFew, isPowerCut, lastTook } from '../../format/consequences.ts';
import type { Deed, Target } from '../../model/action.ts';
import { type Problem, problem } from '../../model/problem.ts';
import { targetAddress } from '../../model/target-address.ts';
import { isTypable, isTypedAs, plainText } from '../../model/text.ts';
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

/**
 * Asks before service is interrupted; everything but y or yes is no. Where a target is protected its name is wanted
 * instead, up to the first dot; for several, their number.
 */
export async function confirm(
  { world }: Context,
  verb: string,
  planned: readonly Planned[],
  protectedPatterns: readonly string[],
): Promise<boolean> {
  const names = new Map(planned.map(({ target: { resource } }) => [resource.ref, resource.name]));
  const isProtected = createProtection(protectedPatterns, (ref) => names.get(ref));
  const guarded = planned.filter(({ target }) => isProtected(target.resource.ref));
  const lines = planned.map((one) => {
    const { name, ref, status } = one.target.resource;
    const guard = guarded.includes(one) ? ' (protected)' : '';
    const address = targetAddress(one.target);
    const about = [ref, one.connected.title, ...(address === null ? [] : [plainText(address)])].join(', ');
    return `  ${plainText(name)} (${about})${guard}, now ${status}${detailOf(one.deed, one.target)}`;
  });
  const these = planned.length === 1 ? 'this' : `these ${planned.length}`;
  const costs = firstFew(planned.flatMap(costsOf), mostCosts).map((cost) => `  ! ${plainText(cost)}`);
  world.stderr.write(`${verb} ${these}:\n${[...lines, ...costs].join('\n')}\n`);
  const [first] = guarded;
  if (first === undefined) return /^\s*y(es)?\s*$/i.test(await world.ask('Go on? [y/N] '));
  const { asked, wanted } = answerFor(first.target, planned.length);
  return isTypedAs((await world.ask(`${asked} to go on: `)).trim(), wanted);
}

/** Its short name; its id where no keyboard has that; of several, their number. */
function answerFor({ resource: { id, name } }: Target, count: number) {
  if (count > 1) return { asked: 'Type how many they are', wanted: String(count) };
  if (!isTypable(name)) return { asked: 'Its name cannot be typed: type its id', wanted: id };
  return { asked: 'Type its name up to the first dot', wanted: name.split('.')[0] || name };
}

const mostCosts = 8;

/** What it costs or stops, and how long that took the last time. */
function costsOf({ connected, target, deed }: Planned): readonly string[] {
  const { ref, name } = target.resource;
  const known = knownDuration(connected.memory, ref, deed.verb);
  const took = known === null ? [] : [lastTook(deed.verb, name, known.ms)];
  return [...consequencesOf(target, deed, connected.provider.forms), ...took];
}

/** While the question stood, the target may have become something else. */
export async function whyStale({ connected, target }: Planned, signal: AbortSignal): Promise<Problem | null> {
  const why = await whyChanged(connected, target, signal);
  return why === null ? null : problem('conflict', why, { provider: connected.settings.name });
}

const detailOf = (deed: Deed, target: Target): string => {
  if (deed.verb === 'rollback') return `: back to deployment ${plainText(deed.deploymentId)}`;
  return isPowerCut(deed, target) ? ': a power cut, shutdown is the graceful one' : '';
};
