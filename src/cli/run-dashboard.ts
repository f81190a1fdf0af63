import { locateStateFolder } from '../state/state-folder.ts';
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
  // The demo's state goes with it.
  const stateFolder = options.demo === true ? null : locateStateFolder(world.env, world.homeFolder);
  await world.openDashboard({ ...look, stateFolder }, async () => {
    const [{ openSession }, { openLogFile }] = await Promise.all([
      import('./open-session.ts'),
      import('../state/log-file.ts'),
    ]);
    return openSession(context, {
      openTrace: (folder) => openLogFile(folder, world.clock.now),
      onNotice: () => {},
      ...(opened === null ? {} : { opened }),
    });
  });
  return 0;
}
