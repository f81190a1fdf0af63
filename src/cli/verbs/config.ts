import { refuseBare } from '../refuse-bare.ts';
import type { Verb } from '../verb.ts';

export const config: Verb = (program, bind) => {
  const command = program.command('config').description('the configuration file');
  bind(command.command('path').description('print where it is'), async () => (await load()).runConfigPath);
  bind(
    command.command('init').description('write a commented example; never over an existing file'),
    async () => (await load()).runConfigInit,
  );
  bind(
    command.command('check').description('check it: every problem with its line'),
    async () => (await load()).runConfigCheck,
  );
  bind(
    command.command('schema').description('print its JSON Schema, for editors'),
    async () => (await load()).runConfigSchema,
  );
  // Without one of its own commands; set last, since they would inherit it.
  refuseBare(command);
};

const load = () => import('./run-config.ts');
