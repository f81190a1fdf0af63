import type { Context } from './context.ts';
import type { ExitCode } from './exit-code.ts';

/** The dashboard; without a terminal, or when a program reads along, the status instead. */
export async function dashboard(context: Context): Promise<ExitCode> {
  const { world, options } = context;
  if (!world.isInteractive || !world.stdout.isTerminal || options.json === true)
    return (await import('./verbs/run-status.ts')).runStatus(context, {}, []);
  const [{ openSession }, { openLogFile }] = await Promise.all([
    import('./open-session.ts'),
    import('../state/log-file.ts'),
  ]);
  const session = await openSession(context, {
    openTrace: (folder) => openLogFile(folder, world.clock.now),
    onNotice: () => {},
  });
  await world.openDashboard(session);
  return 0;
}
