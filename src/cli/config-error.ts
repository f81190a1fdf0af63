import type { ConfigProblem } from '../config/config.ts';

/** A configuration that cannot be used: exit 2, nothing was asked of any provider. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    super(problems.map(configProblemLine).join('; '));
    this.problems = problems;
  }
}

/** `/home/me/config.yaml:3: providers[0].name: what is wrong` */
export const configProblemLine = ({ file, line, key, message }: ConfigProblem): string =>
  [line === null ? file : `${file}:${line}`, key, message].filter((part) => part !== '').join(': ');
