import { addListOptions } from '../list-options.ts';
import type { Verb } from '../verb.ts';

export const servers: Verb = (program, bind) => {
  const command = addListOptions(program.command('servers').description('every server')).option(
    '--no-details',
    'the lists alone: no plan, price or load that needs a request or an ssh session a server',
  );
  bind(command, async () => (await import('./run-servers.ts')).runServers);
};
