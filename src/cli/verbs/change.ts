import { Argument } from 'commander';
import { addActionOptions } from '../action/action-options.ts';
import { collectValues } from '../action/collect-values.ts';
import { targetWords, type Verb } from '../verb.ts';

const target = ['<target>', targetWords] as const;

/** Verbs that change a resource's settings. */
export const change: Verb = (program, bind) => {
  const update = program
    .command('update')
    .description("change a resource's settings")
    .argument(...target)
    .option(
      '--set <key=value...>',
      'by the provider’s field names; key=@FILE, key=- read the value',
      collectValues,
    );
  bind(addActionOptions(update), async () => (await load()).runUpdate);

  const rename = program
    .command('rename')
    .description('give a server another name')
    .argument(...target)
    .argument('<name>', 'the new name');
  bind(addActionOptions(rename), async () => (await load()).runRename);

  const ssl = program
    .command('ssl')
    .description("an app's certificate: automatic, with every visit forced to https, or none")
    .argument('<app>', target[1])
    .addArgument(new Argument('<mode>', 'what it is to be').choices(['auto', 'force', 'off']));
  bind(addActionOptions(ssl), async () => (await load()).runSsl);
};

const load = () => import('./run-change.ts');
