import { addActionOptions } from '../action/action-options.ts';
import { refuseBare } from '../refuse-bare.ts';
import { targetWords, type Verb } from '../verb.ts';

const app = ['<app>', targetWords] as const;

export const env: Verb = (program, bind) => {
  const command = program.command('env').description("an app's environment variables");
  const list = command
    .command('list')
    .description('list them, values as ***')
    .argument(...app)
    .option('--reveal', 'with their values');
  bind(list, async () => (await load()).runEnvList);
  const set = command
    .command('set')
    .description('set some; the others stay')
    .argument(...app)
    .argument('<name=value...>', 'NAME=@FILE and NAME=- read the value')
    .option('--replace', 'these are all there are: any other goes');
  bind(addActionOptions(set), async () => (await load()).runEnvSet);
  const unset = command
    .command('unset')
    .description('remove some')
    .argument(...app)
    .argument('<name...>', 'which');
  bind(addActionOptions(unset), async () => (await load()).runEnvUnset);
  refuseBare(command);
};

const load = () => import('./run-env.ts');
