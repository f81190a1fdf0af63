import { locateStateFolder, prepareStateFolder, wideModes } from '../../state/state-folder.ts';
import { hasColour } from '../colour.ts';
import type { World } from '../world.ts';
import { type Check, failed, ok, warn } from './check.ts';

const leastColumns = 80;

/** What does not depend on any provider: Node, the state folder, the terminal. */
export const checkMachine = (world: World): readonly Check[] => [
  ok('node', `Node ${world.nodeVersion}`),
  checkState(world),
  ...checkTerminal(world),
];

function checkState({ env, homeFolder }: World): Check {
  const folder = locateStateFolder(env, homeFolder);
  const fault = prepareStateFolder(folder);
  if (fault !== null)
    return failed('state', fault, `make it yours: chown -R "$USER" ${folder}, or set XDG_STATE_HOME`);
  const [wide] = wideModes(folder);
  return wide === undefined
    ? ok('state', `${folder} can be written, by its owner only`)
    : warn('state', wide, 'what was done and remembered is nobody else’s business');
}

function checkTerminal({ env, stdout }: World): readonly Check[] {
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
  const size =
    stdout.columns === undefined
      ? ok('terminal', 'the output is no terminal: the commands work, the dashboard needs one')
      : stdout.columns < leastColumns
        ? warn('terminal', `${stdout.columns} columns`, `the dashboard shows more from ${leastColumns} on`)
        : ok(
            'terminal',
            `${stdout.columns} columns, ${hasColour(env, stdout.isTerminal) ? 'with' : 'without'} colour`,
          );
  const charset = /utf-?8/i.test(locale)
    ? ok('charset', locale)
    : warn(
        'charset',
        `the locale ${locale || 'is not set and'} does not promise UTF-8`,
        'set LANG to a UTF-8 locale, such as C.UTF-8',
      );
  return [size, charset];
}
