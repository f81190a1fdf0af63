import { listIds } from '../listing/list-id.ts';
import { chartSpans, type PaneId } from '../store/view-state.ts';
import type { Command, CommandContext } from './command.ts';

const charted: readonly PaneId[] = ['servers', 'live'];

/** What the charts reach over when it is made longer or shorter by one. */
function otherSpan({ view }: CommandContext, step: 1 | -1) {
  const index = chartSpans.indexOf(view.getState().chartSpan) + step;
  return index < 0 ? undefined : chartSpans[index];
}

export const watchCommands: readonly Command[] = [
  {
    id: 'problems',
    title: 'Only what is in trouble, or all again',
    keys: ['!'],
    where: listIds,
    footer: 'problems',
    run: ({ view }) => view.setState(({ isProblemsOnly }) => ({ isProblemsOnly: !isProblemsOnly })),
  },
  {
    id: 'chart.shorter',
    title: 'Charts over a shorter time: all of this run, 1 h, 5 min',
    keys: ['['],
    where: charted,
    whyNot: (context) => (otherSpan(context, -1) === undefined ? '5 min is the shortest' : null),
    run: (context) => context.view.setState({ chartSpan: otherSpan(context, -1) ?? 'minutes' }),
  },
  {
    id: 'chart.longer',
    title: 'Charts over a longer time: 5 min, 1 h, all of this run',
    keys: [']'],
    where: charted,
    whyNot: (context) => (otherSpan(context, 1) === undefined ? 'All of this run is the longest' : null),
    run: (context) => context.view.setState({ chartSpan: otherSpan(context, 1) ?? 'run' }),
  },
];
