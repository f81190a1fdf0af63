import { InvalidArgumentError } from 'commander';
import type { Verb } from '../verb.ts';
import { defaultLimit } from './journal-options.ts';

export const journal: Verb = (program, bind) => {
  const command = program.command('journal').description('what was done from here, newest last');
  command
    .option(
      '--limit <count>',
      `only the newest so many actions (without --since or --json: ${defaultLimit})`,
      readCount,
    )
    .option('--since <time>', 'only actions from then on: ISO 8601, or an age such as 90s, 15m, 2h, 3d');
  bind(command, async () => (await import('./run-journal.ts')).runJournal);
};

function readCount(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new InvalidArgumentError('It takes a whole number above 0.');
  return Number(text);
}
