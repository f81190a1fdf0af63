import { addActionOptions } from '../action/action-options.ts';
import { targetWords, type Verb } from '../verb.ts';

const verbs = [
  { verb: 'deploy', description: 'build and release the configured source of apps', isSeveral: true },
  { verb: 'redeploy', description: 'the same anew, where the provider tells the two apart', isSeveral: true },
  { verb: 'cancel', description: "cancel an app's running or waiting deployment", isSeveral: false },
  { verb: 'authorize', description: "let an app's waiting deployment begin", isSeveral: false },
] as const;

export const deploy: Verb = (program, bind) => {
  for (const { verb, description, isSeveral } of verbs) {
    const command = program
      .command(verb)
      .description(description)
      .argument(isSeveral ? '<app...>' : '<app>', targetWords);
    bind(addActionOptions(command, { isSeveral }), async () =>
      (await import('./run-simple-action.ts')).runSimpleAction(verb),
    );
  }
  const rollback = program
    .command('rollback')
    .description('restore an earlier deployment of an app')
    .argument('<app>', targetWords)
    .option('--deployment <id>', 'which one (default: the last good one that is known)');
  bind(
    addActionOptions(rollback, { asks: true }),
    async () => (await import('./run-rollback.ts')).runRollback,
  );
  const deployments = program
    .command('deployments')
    .description('the deployments of an app that are known')
    .argument('<app>', targetWords);
  bind(deployments, async () => (await import('./run-deployments.ts')).runDeployments);
};
