import { cells } from '../format/fit.ts';
import { logTimes } from '../store/log-view.ts';
import type { Command, CommandContext } from './command.ts';
import { logDeploymentsCommand } from './log-deployments.ts';
import { changeLogView, followLog, showFound } from './log-scroll.ts';
import { openPrompt } from './open-prompt.ts';
import { chosenTargets, whyNoTarget } from './targets.ts';

/** Rows shown with each that is found, from none to as many as tell a story. */
const neighbourSteps = [0, 1, 3, 10] as const;

/** Cells that a key moves long rows by. */
const sidewaysCells = 20;

const logView = ({ view }: CommandContext) => view.getState().logView;

/** Goes to the next one found, from the one gone to before, else from the edge of the screen: one that is out of sight is forgotten. */
function goToMatch(context: CommandContext, step: 1 | -1): void {
  const { log, view } = context;
  const { found } = logView(context);
  const { top, entries } = log.window();
  const [first, last] = [top, top + entries.length - 1].map((index) => log.rows.at(index)?.position ?? 0);
  if (first === undefined || last === undefined) return;
  const stood = found === null ? null : log.rows.locate(found);
  const isSeen = stood !== null && stood >= first && stood <= last;
  const from = isSeen ? stood : step === 1 ? first - 1 : last + 1;
  const position = log.rows.nextMatch(from, step);
  if (position !== null) showFound(context, position);
  else if (log.rows.progress() < 1) view.setState({ notice: 'Still searching' });
  else view.setState({ notice: step === 1 ? 'Nothing more is found below' : 'Nothing more is found above' });
}

/** Each is a connection of its own. */
const mostLogs = 50;

function whyNotTheseLogs(context: CommandContext): string | null {
  const { length } = chosenTargets(context);
  if (length === 0) return whyNoTarget(context);
  return length > mostLogs ? `${length} logs at once are too many: ${mostLogs} can be followed` : null;
}

const whyNothingSearched = (context: CommandContext): string | null =>
  logView(context).search === ''
    ? `Nothing is searched for: ${context.keymap().press('filter')} takes it`
    : null;

const whyNoNeighbours = (context: CommandContext, step: 1 | -1): string | null => {
  if (!logView(context).isFilter || logView(context).search === '')
    return `No filter hides rows: ${context.keymap().press('filter')} takes one`;
  if (otherNeighbours(context, step) !== undefined) return null;
  return step === 1 ? 'That is as many as there are' : 'None is shown already';
};

const otherNeighbours = (context: CommandContext, step: 1 | -1): number | undefined =>
  step === 1
    ? neighbourSteps.find((count) => count > logView(context).neighbours)
    : neighbourSteps.findLast((count) => count < logView(context).neighbours);

/** As far as something of the longest row on the screen is left to be seen. */
function moveSideways(context: CommandContext, by: number): void {
  const longest = Math.max(0, ...context.log.window().entries.map(({ line }) => cells(line)));
  const left = logView(context).left + by;
  changeLogView(context, { left: Math.max(0, Math.min(left, longest - sidewaysCells)) });
}

const whyNotSideways = (context: CommandContext): string | null =>
  logView(context).isWrapped
    ? `Long lines are wrapped: ${context.keymap().press('logs.wrap')} takes that off`
    : null;

/** A name that tells what is in the file, and when it was saved, in UTC. */
function defaultFile({ log, fleet, now }: CommandContext): string {
  const { servers, apps } = fleet.getState();
  const names = log.sources().map(({ ref }) => (apps.get(ref) ?? servers.get(ref))?.name ?? ref);
  const stamp = new Date(now()).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
  const subject = names.length === 1 ? (names[0] ?? '') : `${names.length}-logs`;
  return `fleetop-${subject.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')}-${stamp}.log`;
}

const whyNoRows = ({ log }: CommandContext): string | null =>
  log.rows.length() === 0 ? 'There are no lines here yet' : null;

/** The lines on the screen, whole and without what stands before them. */
export const visibleLogLines = ({ log }: CommandContext): readonly string[] =>
  log.window().entries.map(({ line }) => line);

export const logCommands: readonly Command[] = [
  {
    id: 'logs',
    title: 'Its log, or all marked ones as one timeline',
    keys: ['l'],
    where: ['servers', 'apps'],
    footer: 'logs',
    whyNot: whyNotTheseLogs,
    run: (context) => {
      const pinned = chosenTargets(context).map(({ resource: { ref } }) => ({ ref, deploymentId: null }));
      changeLogView(context, { pinned, hold: null, found: null });
      context.view.setState({ pane: 'logs' });
    },
  },
  logDeploymentsCommand,
  {
    id: 'logs.follow',
    title: 'Follow the end of the log',
    keys: ['f'],
    where: ['logs'],
    footer: 'follow',
    run: followLog,
  },
  {
    id: 'logs.next',
    title: 'Next line found',
    keys: ['n'],
    where: ['logs'],
    whyNot: whyNothingSearched,
    run: (context) => goToMatch(context, 1),
  },
  {
    id: 'logs.previous',
    title: 'Previous line found',
    keys: ['N'],
    where: ['logs'],
    whyNot: whyNothingSearched,
    run: (context) => goToMatch(context, -1),
  },
  {
    id: 'logs.matches',
    title: 'Only the lines found, or all with those marked',
    keys: ['&'],
    where: ['logs'],
    whyNot: whyNothingSearched,
    run: (context) => changeLogView(context, { isFilter: !logView(context).isFilter }),
  },
  {
    id: 'logs.moreNeighbours',
    title: 'More lines around each found: 1, 3, 10',
    keys: ['}'],
    where: ['logs'],
    whyNot: (context) => whyNoNeighbours(context, 1),
    run: (context) => changeLogView(context, { neighbours: otherNeighbours(context, 1) ?? 0 }),
  },
  {
    id: 'logs.fewerNeighbours',
    title: 'Fewer lines around each found',
    keys: ['{'],
    where: ['logs'],
    whyNot: (context) => whyNoNeighbours(context, -1),
    run: (context) => changeLogView(context, { neighbours: otherNeighbours(context, -1) ?? 0 }),
  },
  {
    id: 'logs.wrap',
    title: 'Wrap long lines, or cut them',
    keys: ['w'],
    where: ['logs'],
    footer: 'wrap',
    run: (context) => changeLogView(context, { isWrapped: !logView(context).isWrapped, left: 0 }),
  },
  {
    id: 'logs.right',
    title: 'Long lines: show what is further right',
    keys: ['right'],
    where: ['logs'],
    whyNot: whyNotSideways,
    run: (context) => moveSideways(context, sidewaysCells),
  },
  {
    id: 'logs.left',
    title: 'Long lines: back to the left',
    keys: ['left'],
    where: ['logs'],
    whyNot: whyNotSideways,
    run: (context) => moveSideways(context, -sidewaysCells),
  },
  {
    id: 'logs.times',
    title: 'Times: local, UTC, how long ago, none',
    keys: ['t'],
    where: ['logs'],
    run: (context) => {
      const next = (logTimes.indexOf(logView(context).times) + 1) % logTimes.length;
      changeLogView(context, { times: logTimes[next] ?? 'local' });
    },
  },
  {
    id: 'logs.time',
    title: 'Jump to a time: ISO 8601, 14:05, an age',
    keys: ["'"],
    where: ['logs'],
    whyNot: whyNoRows,
    run: (context) => openPrompt(context, 'log-time'),
  },
  {
    id: 'logs.save',
    title: 'Save the lines shown, whole, to a file',
    keys: ['e'],
    where: ['logs'],
    whyNot: whyNoRows,
    run: (context) => openPrompt(context, 'log-save', defaultFile(context)),
  },
  {
    id: 'logs.clear',
    title: 'Clear the log: only what comes from now on',
    keys: [],
    where: ['logs'],
    run: (context) => {
      context.log.clear();
      changeLogView(context, { hold: null, found: null });
    },
  },
];
