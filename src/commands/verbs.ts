import type { Deed, Target } from '../model/action.ts';
import type { Question } from '../store/overlay.ts';
import { paneRows } from '../store/rows.ts';
import type { PaneId } from '../store/view-state.ts';
import type { Command, CommandContext } from './command.ts';
import { questionOf } from './questions.ts';
import { chosenTargets, currentTarget, whyNoTarget } from './targets.ts';

type PlainVerb = Exclude<
  Extract<Deed, { verb: string }>['verb'],
  'rename' | 'rollback' | 'update' | 'snapshot' | 'env' | 'domain' | 'ssl'
>;

/** The provider's verb behind a key, for one target; or why there is none. */
type Choice = { readonly verb: PlainVerb } | { readonly reason: string };

const lists: readonly PaneId[] = ['servers', 'apps', 'live'];

export const offers = ({ resource }: Target, verb: string): boolean =>
  resource.actions.some((action: string) => action === verb);

const providerTitle = ({ fleet }: CommandContext, name: string): string =>
  fleet.getState().providers.get(name)?.title ?? name;

/** A sentence for a verb that a resource's provider does not have. */
export const lacking = (
  context: CommandContext,
  { kind, resource }: Target,
  verb: string,
): { readonly reason: string } => {
  return {
    reason: `${providerTitle(context, resource.provider)} has no ${verb} for ${kind === 'app' ? 'an app like this' : 'servers'}`,
  };
};

type Choose = (context: CommandContext, target: Target) => Choice;

const simply =
  (verb: PlainVerb, isThere: (status: string) => boolean, already: string): Choose =>
  (context, target) => {
    if (!offers(target, verb)) return lacking(context, target, verb);
    const { name, status } = target.resource;
    return isThere(status) ? { reason: `${name} is already ${already}` } : { verb };
  };

const isOff = (status: string): boolean => status === 'stopped';
const never = (): boolean => false;

/** Gracefully where the provider can; its only stop where it has no choice. */
const halt: Choose = (context, target) => {
  if (isOff(target.resource.status)) return { reason: `${target.resource.name} is already stopped` };
  if (offers(target, 'shutdown')) return { verb: 'shutdown' };
  return offers(target, 'stop') ? { verb: 'stop' } : lacking(context, target, 'stop');
};

const cutPower: Choose = (context, target) => {
  if (offers(target, 'shutdown') && offers(target, 'stop')) return { verb: 'stop' };
  if (offers(target, 'stop'))
    return {
      reason: `${providerTitle(context, target.resource.provider)} has one way to stop: press ${context.keymap().press('act.halt')}`,
    };
  return lacking(context, target, 'power cut');
};

/** Why nothing may be sent at all right now; null when it may. */
export const whyLocked = ({ view, keymap }: CommandContext): string | null => {
  if (view.getState().isReadOnly) return 'Started read-only: nothing is changed';
  return view.getState().isLocked ? `Writes are locked: press ${keymap().press('lock')} to unlock` : null;
};

function whyNot(context: CommandContext, choose: Choose): string | null {
  const locked = whyLocked(context);
  if (locked !== null) return locked;
  const targets = chosenTargets(context);
  if (targets.length === 0) return whyNoTarget(context);
  const choices = targets.map((target) => choose(context, target));
  const refusals = choices.flatMap((choice) => ('reason' in choice ? [choice.reason] : []));
  const [refusal] = refusals;
  if (refusal !== undefined) {
    const alike = refusals.filter((reason) => reason === refusal).length;
    if (alike === targets.length) return refusal;
    const why = alike === refusals.length ? `: ${refusal}` : `, ${alike} because ${refusal}`;
    return `${refusals.length} of ${targets.length} marked cannot${why}`;
  }
  const verbs = new Set(choices.map((choice) => ('verb' in choice ? choice.verb : '')));
  return verbs.size === 1 ? null : 'The marked rows need different verbs: mark rows of one provider';
}

function ask(context: CommandContext, choose: Choose): void {
  const targets = chosenTargets(context);
  const [first] = targets;
  const choice = first === undefined ? null : choose(context, first);
  if (choice === null || !('verb' in choice)) return;
  openQuestion(context, targets, { verb: choice.verb });
}

/** Freezes the targets and asks. `more`: the form that was filled in for it, and what with, a line each. */
export function openQuestion(
  context: CommandContext,
  targets: readonly Target[],
  deed: Deed,
  more: Pick<Question, 'facts' | 'form'> = {},
): void {
  const { fleet, isProtected, forms } = context;
  const question = questionOf(targets, deed, { fleet: fleet.getState(), isProtected, forms });
  const warnings = [
    ...elsewhereWarning(context, targets),
    ...hiddenWarning(context, targets),
    ...question.warnings,
  ];
  showQuestion(context, { ...question, warnings, ...more });
}

/** One marked row goes before the one under the cursor: who looks at that is told. */
function elsewhereWarning(context: CommandContext, targets: readonly Target[]): readonly string[] {
  const [only, ...others] = targets;
  const here = currentTarget(context)?.resource;
  if (only === undefined || others.length > 0 || here === undefined || here.ref === only.resource.ref)
    return [];
  if (!context.view.getState().marks.has(only.resource.ref)) return [];
  return [`The marked row is meant, not the one under the cursor: ${here.name}`];
}

/** Marked rows that a filter or the scope hides are meant, too: the question counts and names them. */
function hiddenWarning(
  { view, fleet, selectors }: CommandContext,
  targets: readonly Target[],
): readonly string[] {
  const { pane, marks } = view.getState();
  const rows = paneRows(selectors, pane, fleet.getState());
  const hidden = targets.filter(
    ({ resource: { ref } }) => marks.has(ref) && rows !== null && rows.placeOf(ref) === undefined,
  );
  if (hidden.length === 0) return [];
  const names = hidden.slice(0, mostNamed).map(({ resource }) => resource.name);
  const more = hidden.length > mostNamed ? ` and ${hidden.length - mostNamed} more` : '';
  const who = targets.length === 1 ? 'It is' : `${hidden.length} of these ${targets.length} are`;
  return [`${who} marked but not shown in the list as it is now: ${names.join(', ')}${more}`];
}

const mostNamed = 4;

export function showQuestion(context: CommandContext, question: Question): void {
  const now = context.now();
  context.view.setState({
    overlay: {
      type: 'question',
      question,
      typed: '',
      keepGoing: false,
      openedAt: now,
      lastKeyAt: now,
      lastKey: null,
      top: 0,
    },
  });
}

const verbCommand = (
  id: string,
  title: string,
  keys: readonly string[],
  where: readonly PaneId[],
  choose: Choose,
  footer?: string,
): Command => ({
  id: `act.${id}`,
  title,
  keys,
  where,
  ...(footer === undefined ? {} : { footer }),
  whyNot: (context) => whyNot(context, choose),
  run: (context) => ask(context, choose),
});

const deletion: Choose = (context, target) => {
  if (chosenTargets(context).length > 1)
    return {
      reason: `Delete takes one target at a time: clear the marks with ${context.keymap().press('back')}`,
    };
  return offers(target, 'delete') ? { verb: 'delete' } : lacking(context, target, 'delete');
};

const changing = (status: string): boolean => status === 'building' || status === 'deploying';

/** The verbs that change something: upper-case keys, or the row's menu alone. */
export const verbCommands: readonly Command[] = [
  verbCommand(
    'start',
    'Start',
    ['U'],
    lists,
    simply('start', (status) => status === 'running', 'running'),
    'start',
  ),
  verbCommand('halt', 'Shut down; stop, where that is the only way', ['H'], lists, halt, 'halt'),
  verbCommand('cut', 'Stop as a power cut', ['X'], ['servers', 'live'], cutPower),
  verbCommand('reboot', 'Reboot, restart', ['R'], lists, simply('reboot', isOff, 'stopped'), 'reboot'),
  verbCommand('deploy', 'Deploy', ['D'], ['apps'], simply('deploy', changing, 'deploying'), 'deploy'),
  verbCommand('redeploy', 'Redeploy', [], ['apps'], simply('redeploy', changing, 'deploying')),
  verbCommand('cancel', 'Cancel the deployment', [], ['apps'], simply('cancel', never, '')),
  verbCommand('authorize', 'Authorize the waiting deployment', [], ['apps'], simply('authorize', never, '')),
  verbCommand('delete', 'Delete', [], lists, deletion),
];
