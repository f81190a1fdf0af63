import type { Environment } from '../config/config.ts';
import { locateStateFolder } from '../state/state-folder.ts';
import type { Context } from './context.ts';
import type { ExitCode } from './exit-code.ts';
import { demoLook, openAny, openConfig } from './open-config.ts';
import type { OpenedConfig } from './opened-config.ts';
import type { Session } from './session.ts';
import { UsageError } from './usage-error.ts';

/** The dashboard; without a terminal, or when a program reads along, the status instead. */
export async function dashboard(context: Context): Promise<ExitCode> {
  const { world, options } = context;
  if (world.session !== undefined)
    throw new UsageError('a command is wanted here: help tells which there are');
  if (!world.isInteractive || !world.stdout.isTerminal || options.json === true)
    return (await import('./verbs/run-status.ts')).runStatus(context, {}, []);
  if (options.plain === true || isPlain(world.env)) {
    const opened = options.demo === true ? null : await openConfig(context);
    await world.openPlain(() => connect(context, opened));
    return 0;
  }
  // A configuration that is wrong is told on the plain screen; connecting can wait until something is drawn.
  const opened = options.demo === true ? null : await openAny(context);
  const look = opened?.config ?? (await demoLook(context));
  // The demo's state goes with it.
  const stateFolder = options.demo === true ? null : locateStateFolder(world.env, world.homeFolder);
  const shown = { ...look, stateFolder };
  if (opened?.config.providers.length === 0) {
    const { createGuidedStart } = await import('./guided-start.ts');
    const { guide, session } = createGuidedStart(context, connect);
    await world.openDashboard(shown, () => session, guide);
  } else await world.openDashboard(shown, () => connect(context, opened));
  return 0;
}

/** A terminal that cannot draw, or a reader of what is written in it. */
const isPlain = (env: Environment): boolean => env['TERM'] === 'dumb' || env['INK_SCREEN_READER'] === 'true';

async function connect(context: Context, opened: OpenedConfig | null): Promise<Session> {
  const [{ openSession }, { openLogFile }, { createLiveConfig }] = await Promise.all([
    import('./open-session.ts'),
    import('../state/log-file.ts'),
    import('./live-config.ts'),
  ]);
  const session = await openSession(context, {
    openTrace: (folder, notify) => openLogFile(folder, context.world.clock.now, notify),
    onNotice: () => {},
    ...(opened === null ? {} : { opened }),
  });
  // The demo has no file of its own.
  return opened === null ? session : { ...session, live: createLiveConfig(context, session) };
}
