import { addListOptions } from '../list-options.ts';
import type { Verb } from '../verb.ts';

export const apps: Verb = (program, bind) => {
  const command = addListOptions(
    program.command('apps').description('every app, site, project and database'),
  );
  bind(command, async () => (await import('./run-apps.ts')).runApps);
};
