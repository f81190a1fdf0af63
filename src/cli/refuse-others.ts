import type { Context } from './context.ts';
import type { GlobalOptions } from './global-options.ts';
import { UsageError } from './usage-error.ts';

/**
 * What is typed at a prompt is carried out on the session that is open there: an option that asks for another one is
 * refused with a {@link UsageError}.
 */
export function refuseOthers({ world, options }: Context): void {
  const asked = startOptions.find((name) => options[name] !== undefined);
  if (world.session === undefined || asked === undefined) return;
  throw new UsageError(`--${asked} is for the start of fleetop: leave it first`);
}

/** What a session's providers are chosen by and connected with. */
const startOptions = ['demo', 'config', 'timeout', 'verbose'] as const satisfies (keyof GlobalOptions)[];
