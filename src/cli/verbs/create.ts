import { addActionOptions } from '../action/action-options.ts';
import { collectValues } from '../action/collect-values.ts';
import { refuseBare } from '../refuse-bare.ts';
import type { Verb } from '../verb.ts';

const kinds = [
  { kind: 'server', description: 'a server' },
  { kind: 'app', description: 'an app or site' },
  { kind: 'database', description: 'a database' },
  { kind: 'user', description: 'a system user' },
] as const;

export const create: Verb = (program, bind) => {
  const command = program.command('create').description('create a server, app, database or user');
  for (const { kind, description } of kinds) {
    const sub = command
      .command(kind)
      .description(`${description}; with a provider, --help lists what it takes`)
      .argument('[provider]', 'name of the provider')
      .option(
        '--set <key=value...>',
        'by the provider’s field names; key=@FILE, key=- read the value',
        collectValues,
      )
      // Ours, since what it lists depends on the provider.
      .helpOption(false)
      .option('-h, --help', 'print help, with the fields where a provider is named');
    bind(addActionOptions(sub), async () =>
      (await import('./run-create.ts')).runCreate(kind, () => sub.helpInformation()),
    );
  }
  refuseBare(command);
};
