import { targetWords, type Verb } from '../verb.ts';

export const logs: Verb = (program, bind) => {
  const command = program
    .command('logs')
    .description('log lines of apps, and of servers where the API has them; several are merged by time')
    .argument('<target...>', targetWords)
    .option('-f, --follow', 'stay until the log itself ends; else until it has been silent for 2 s')
    .option('--deployment <id>', 'of one app: this deployment (default: the newest)')
    .option('--since <time>', 'only lines from then on: ISO 8601, or an age such as 90s, 15m, 2h, 3d')
    .addHelpText(
      'after',
      `
A line without a time counts as old as the line before it. A deployment that ended failed makes the exit status 1.
With --json each line is one object; the end of each log is {"done": true, "status": …, "target": …}.`,
    );
  bind(command, async () => (await import('./run-logs.ts')).runLogs);
};
