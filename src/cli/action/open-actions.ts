import type { ActOptions } from '../../actions/act.ts';
import type { ToldEnds } from '../../actions/told-ends.ts';
import type { Context } from '../context.ts';
import { openSession } from '../open-session.ts';
import type { Session } from '../session.ts';
import { splitReference } from '../split-reference.ts';
import { UsageError } from '../usage-error.ts';
import type { ActionOptions } from './action-options.ts';
import { createDryRun, type DryRun } from './dry-run.ts';

export type OpenedActions = {
  readonly session: Session;
  readonly act: ActOptions;
  /** Null when requests are really sent. */
  readonly dryRun: DryRun | null;
  /** Ends that providers tell by themselves, where they are listened for. */
  readonly told?: ToldEnds;
};

/** Providers ready to be changed. A lock is refused here, before anyone is asked; the HTTP layer holds it as well. */
export async function openActions(
  context: Context,
  options: ActionOptions,
  words: readonly string[],
): Promise<OpenedActions> {
  const { world } = context;
  const dryRun = options.dryRun === true ? createDryRun() : null;
  const session = await openSession(context, dryRun === null ? {} : { wrapFetch: dryRun.wrap });
  const { config, providers } = session;
  if (config.readOnly) throw new UsageError('read-only: nothing was sent', 'read-only');
  for (const word of words) {
    const named = splitReference(word, providers)?.connected.settings;
    if (named?.readOnly === true)
      throw new UsageError(`${named.name} is read-only: nothing was sent`, 'read-only');
  }
  if (providers.every(({ settings }) => settings.readOnly))
    throw new UsageError('every provider is read-only: nothing was sent', 'read-only');
  return {
    session,
    act: {
      journal: session.state.journal,
      actor: session.actor,
      deps: world,
    },
    dryRun,
  };
}

/** Whether any provider was sent anything; where none was, a failure is told as an `error` alone. */
export const hasAsked = ({ providers }: Session): boolean =>
  providers.some(({ usage }) => usage().requests > 0);
