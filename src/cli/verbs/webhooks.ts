import { addActionOptions } from '../action/action-options.ts';
import type { Verb } from '../verb.ts';

export const webhooks: Verb = (program, bind) => {
  const command = program
    .command('webhooks')
    .description(
      'receive what providers send by themselves, and print it (opt in: webhooks: in the configuration)',
    )
    .addHelpText(
      'after',
      `
Stays until it is interrupted. With --json each webhook is one object. One program at a time can have the port: a
dashboard receives by itself.`,
    );
  bind(command, async () => (await import('./run-webhooks.ts')).runWebhooks);
  const register = command
    .command('register')
    .description('have a provider send its webhooks here, where its API can be told to')
    .argument('<provider>', 'name of the provider');
  bind(addActionOptions(register), async () => (await import('./run-webhooks-register.ts')).runRegister);
};
