import { addListOptions } from '../list-options.ts';
import type { Verb } from '../verb.ts';

export const status: Verb = (program, bind) => {
  const command = addListOptions(program.command('status').description('how every provider is doing'));
  bind(command, async () => (await import('./run-status.ts')).runStatus);
};
