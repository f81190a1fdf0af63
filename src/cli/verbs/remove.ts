import { addActionOptions } from '../action/action-options.ts';
import { targetWords, type Verb } from '../verb.ts';

export const remove: Verb = (program, bind) => {
  const command = program
    .command('delete')
    .description('delete a server, app or database for good')
    .argument('<target>', targetWords)
    .option('--confirm <name>', 'its present name at the provider: without it nothing is deleted');
  bind(addActionOptions(command), async () => (await import('./run-delete.ts')).runDelete);
};
