import type { Context } from './context.ts';
import type { ExitCode } from './exit-code.ts';
import type { Session } from './session.ts';

/**
 * Runs once, or with `--watch` again at every poll interval until the process is asked to end. The interval is
 * the longest of the providers asked: none is asked more often than it may be.
 */
export async function repeat(
  { world, print, options }: Context,
  session: Session,
  isWatching: boolean,
  once: () => Promise<ExitCode>,
): Promise<ExitCode> {
  let code = await once();
  const interval = Math.max(1_000, ...session.providers.map(({ settings }) => settings.pollIntervalMs));
  while (isWatching && !world.signal.aborted) {
    await world.clock.sleep(interval, world.signal);
    if (world.signal.aborted) break;
    if (options.json !== true) print([separator(world.clock.now())]);
    code = await once();
  }
  return code;
}

const separator = (now: number): string => `── ${new Date(now).toISOString()} ──`;
