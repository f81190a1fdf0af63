import { addWatchOption } from '../list-options.ts';
import type { Verb } from '../verb.ts';

export const billing: Verb = (program, bind) => {
  const command = addWatchOption(
    program.command('billing').description('balance, monthly cost and transactions of every provider'),
  );
  bind(command, async () => (await import('./run-billing.ts')).runBilling);
};
