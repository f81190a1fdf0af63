import type { Context } from './context.ts';
import type { ExitCode } from './exit-code.ts';
import type { Session } from './session.ts';

/**
 * Runs once, or with `--watch` again at every poll interval until the process is asked to end. The interval is
 * the longest of the providers asked, or longer where a key could not carry that pace for an hour.
 */
export async function repeat(
  { world, print, options }: Context,
  { providers }: Session,
  isWatching: boolean,
  once: () => Promise<ExitCode>,
): Promise<ExitCode> {
  if (isWatching) for (const { budget } of providers) budget.setPolling(true);
  let sent = providers.map(() => 0);
  const run = async () => {
    const before = providers.map(({ usage }) => usage().requests);
    const code = await once();
    sent = providers.map(({ usage }, index) => usage().requests - (before[index] ?? 0));
    return code;
  };
  let code = await run();
  while (isWatching && !world.signal.aborted) {
    const waits = providers.map(({ settings, budget }, index) =>
      Math.max(
        settings.pollIntervalMs,
        ((sent[index] ?? 0) / Math.max(budget.pacePerMinute(), 0.1)) * 60_000,
      ),
    );
    await world.clock.sleep(Math.max(1_000, ...waits), world.signal);
    if (world.signal.aborted) break;
    if (options.json !== true) print([separator(world.clock.now())]);
    code = await run();
  }
  return code;
}

const separator = (now: number): string => `── ${new Date(now).toISOString()} ──`;
