import { addActionOptions } from '../action/action-options.ts';
import { targetWords, type Verb } from '../verb.ts';

const verbs = [
  { verb: 'start', description: 'start servers or apps', asks: false },
  { verb: 'stop', description: 'stop servers or apps, the hard way where a provider has two', asks: true },
  { verb: 'reboot', description: 'reboot servers, restart apps', asks: true },
  { verb: 'shutdown', description: 'shut servers down gracefully', asks: true },
] as const;

export const power: Verb = (program, bind) => {
  for (const { verb, description, asks } of verbs) {
    const command = program.command(verb).description(description).argument('<target...>', targetWords);
    bind(addActionOptions(command, { asks, isSeveral: true }), async () =>
      (await import('./run-simple-action.ts')).runSimpleAction(verb),
    );
  }
};
