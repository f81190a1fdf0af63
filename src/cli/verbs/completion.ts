import { Argument } from 'commander';
import type { Verb } from '../verb.ts';

export const completion: Verb = (program, bind) => {
  bind(
    program
      .command('completion')
      .description('print a completion script; put it where your shell looks for them')
      .addArgument(new Argument('<shell>', 'which').choices(['bash', 'zsh', 'fish']))
      .addHelpText('after', example),
    async () => (await load()).runCompletion,
  );
  bind(
    program
      .command('complete', { hidden: true })
      .description('what the completion scripts ask: the words typed so far, after --')
      .argument('[word...]'),
    async () => (await load()).completing(program),
  );
};

const load = () => import('./run-completion.ts');

const example = `
For this shell:  source <(fleetop completion bash)
For fish:        fleetop completion fish > ~/.config/fish/completions/fleetop.fish
Names of servers and apps are those of the last list that was read; nothing is asked of a provider.`;
