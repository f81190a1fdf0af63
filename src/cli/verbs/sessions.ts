import { addListOptions } from '../list-options.ts';
import type { Verb } from '../verb.ts';

export const sessions: Verb = (program, bind) => {
  const command = addListOptions(
    program
      .command('sessions')
      .description('who is logged in where, over ssh (opt in: ssh.enabled in the configuration)'),
  );
  bind(command, async () => (await import('./run-sessions.ts')).runSessions);
};
