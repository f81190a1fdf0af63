import type { Verb } from '../verb.ts';

export const journal: Verb = (program, bind) => {
  const command = program.command('journal').description('what was done from here, newest last');
  bind(command, async () => (await import('./run-journal.ts')).runJournal);
};
