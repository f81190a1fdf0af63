import type { Verb } from '../verb.ts';

export const doctor: Verb = (program, bind) => {
  const command = program
    .command('doctor')
    .description('check configuration, keys, reachability, clock, state folder and terminal');
  bind(command, async () => (await import('./run-doctor.ts')).runDoctor);
};
