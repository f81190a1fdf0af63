import { addActionOptions } from '../action/action-options.ts';
import { refuseBare } from '../refuse-bare.ts';
import { targetWords, type Verb } from '../verb.ts';

const server = ['<server>', targetWords] as const;

export const snapshot: Verb = (program, bind) => {
  const command = program.command('snapshot').description("a server's snapshots");
  bind(
    command
      .command('list')
      .description('list them')
      .argument(...server),
    async () => (await load()).runSnapshotList,
  );
  const create = command
    .command('create')
    .description('take one')
    .argument(...server)
    .argument('<name>', 'its name')
    .option('--description <text>', 'what it is for')
    .option('--include-ram', 'with the memory');
  bind(addActionOptions(create), async () => (await load()).runSnapshotCreate);
  refuseBare(command);

  const opening = program
    .command('console')
    .description("the address of a server's console")
    .argument(...server);
  bind(opening, async () => (await import('./run-console.ts')).runConsole);
};

const load = () => import('./run-snapshot.ts');
