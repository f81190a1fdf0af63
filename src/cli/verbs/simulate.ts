import { InvalidArgumentError } from 'commander';
import type { Verb } from '../verb.ts';

export const simulate: Verb = (program, bind) => {
  const command = program
    .command('simulate')
    .description("the providers' APIs, simulated on this machine; prints a configuration for them")
    .option('--port <number>', 'port on 127.0.0.1 (default: a free one)', wholeNumber(0, 65_535))
    .option('--servers <number>', 'servers in all', wholeNumber(1, 10_000))
    .option('--apps <number>', 'apps in all', wholeNumber(0, 10_000))
    .option('--seed <number>', 'the same seed gives the same fleet', wholeNumber(0, 2_147_483_647))
    .option(
      '--fault <[provider:]name...>',
      'slow, server-error, reset, truncated, rate-limited, wrong-shape, auth-lost, wrong-signature; a provider by type or name',
    );
  bind(command, async () => (await import('./run-simulate.ts')).runSimulate);
};

const wholeNumber =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most)
      throw new InvalidArgumentError(`It takes a whole number from ${least} to ${most}.`);
    return value;
  };
