import type { Command } from './command.ts';

export const costCommands: readonly Command[] = [
  {
    id: 'costs',
    title: 'Cost columns, or the others again',
    keys: ['$'],
    where: ['servers'],
    footer: 'costs',
    run: ({ view }) => view.setState(({ showsCosts }) => ({ showsCosts: !showsCosts })),
  },
];
