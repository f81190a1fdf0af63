import { targetWords, type Verb } from '../verb.ts';

export const show: Verb = (program, bind) => {
  const command = program
    .command('show')
    .description('one server or app in full, fetched fresh')
    .argument('<target>', targetWords);
  bind(command, async () => (await import('./run-show.ts')).runShow);
};
