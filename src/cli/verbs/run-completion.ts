import { script } from '@bomb.sh/tab';
import type { Command } from 'commander';
import { openKnownTargets } from '../../state/known-targets.ts';
import { locateStateFolder } from '../../state/state-folder.ts';
import { bashScript } from '../completion/bash-script.ts';
import { describeProgram } from '../completion/describe-program.ts';
import { UsageError } from '../usage-error.ts';
import type { Run } from '../verb.ts';

type NoOptions = Record<never, never>;

/** Prints the script of a shell, which calls `fleetop complete` for each word. */
export const runCompletion: Run<NoOptions> = async ({ world, options }, _, [shell = '']) => {
  if (options.json === true) throw new UsageError('completion prints a script: leave out --json');
  if (shell === 'bash') world.stdout.write(bashScript);
  else script(shell, 'fleetop', 'fleetop');
  return 0;
};

/** Answers such a call: a suggestion a line, its description behind a tab. */
export const completing =
  (program: Command): Run<NoOptions> =>
  async ({ world }, _, words) => {
    const targets = openKnownTargets(locateStateFolder(world.env, world.homeFolder), world, () => {});
    describeProgram(program, { targets, themes: world.themes ?? [] }).parse([...words]);
    return 0;
  };
