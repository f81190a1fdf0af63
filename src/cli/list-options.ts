import type { Command } from 'commander';

export type ListOptions = {
  readonly filter?: string;
  readonly sort?: string;
  readonly watch?: boolean;
};

/** What every list of resources takes. */
export const addListOptions = (command: Command): Command =>
  command
    .option('--filter <expression>', 'only matching rows: words, key:value, cpu>80, !term, /regex/')
    .option('--sort <column>', 'by a column; -column or column:desc for the reverse')
    .option('--watch', 'print again at every poll interval, until interrupted');
