import type { Context } from './context.ts';
import type { ExitCode } from './exit-code.ts';
import { demoLook, openConfig } from './open-config.ts';

/** The dashboard; without a terminal, or when a program reads along, the status instead. */
export async function dashboard(context: Context): Promise<ExitCode> {
  const { world, options } = context;
  if (!world.isInteractive || !world.stdout.isTerminal || options.json === true)
    return (await import('./verbs/run-status.ts')).runStatus(context, {}, []);
  // A configuration that is wrong is told on the plain screen; connecting can wait until something is drawn.
  const opened = options.demo === true ? null : await openConfig(context);
  const look = opened?.config ?? (await demoLook(context));
  await world.openDashboard(look, async (onNotice) => {
    const [{ openSession }, { openLogFile }] = await Promise.all([
      import('./open-session.ts'),
      import('../state/log-file.ts'),
    ]);
    return openSession(context, {
      openTrace: (folder, notify) => openLogFile(folder, world.clock.now, notify),
      onNotice,
      ...(opened === null ? {} : { opened }),
    });
  });
  return 0;
}
