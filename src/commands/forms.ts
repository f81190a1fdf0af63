import type { Target } from '../model/action.ts';
import type { FormPurpose, FormVerb } from '../store/form-page.ts';
import type { PaneId } from '../store/view-state.ts';
import type { Command, CommandContext } from './command.ts';
import { fieldsOfVerb } from './form-fields.ts';
import { probeForm } from './form-probe.ts';
import { accountOf, chosenTargets, whyNoTarget } from './targets.ts';
import { lacking, offers, whyLocked } from './verbs.ts';

/** The verb as a provider lists it among a resource's actions. */
const actionOf = (verb: FormVerb): string => verb.split('.')[0] ?? verb;

function whyNot(context: CommandContext, verb: FormVerb): string | null {
  const locked = whyLocked(context);
  if (locked !== null) return locked;
  const [target, ...others] = chosenTargets(context);
  if (target === undefined) return whyNoTarget(context);
  if (others.length > 0)
    return `A form is for one target at a time: clear the marks with ${context.keymap().press('back')}`;
  return offers(target, actionOf(verb)) && fieldsFor(context, verb, target) !== null
    ? null
    : lacking(context, target, actionOf(verb)).reason;
}

const fieldsFor = ({ forms }: CommandContext, verb: FormVerb, target: Target) =>
  fieldsOfVerb(verb, target, forms(target.resource.provider));

function open(context: CommandContext, verb: FormVerb, title: string): void {
  const [target] = chosenTargets(context);
  if (target === undefined) return;
  const fields = fieldsFor(context, verb, target);
  if (fields === null) return;
  const { name, ref, provider } = target.resource;
  const purpose: FormPurpose = { type: 'change', verb, ref, ...accountOf(context, provider) };
  context.view.setState({
    overlay: {
      type: 'form',
      purpose,
      title: `${title}: ${name}`,
      fields,
      index: 0,
      problem: null,
      isChecking: false,
      top: 0,
    },
  });
  probeForm(purpose, target, context);
}

const formCommand = (verb: FormVerb, title: string, where: readonly PaneId[]): Command => ({
  id: `act.${verb}`,
  title,
  keys: [],
  where,
  whyNot: (context) => whyNot(context, verb),
  run: (context) => open(context, verb, title),
});

const servers: readonly PaneId[] = ['servers', 'live'];

/** The verbs that need input: rare, so the row's menu alone leads to them. */
export const formCommands: readonly Command[] = [
  formCommand('rename', 'Rename', servers),
  formCommand('update', 'Update: change its settings', ['servers', 'apps', 'live']),
  formCommand('snapshot', 'Take a snapshot', servers),
  formCommand('env.set', 'Set environment variables', ['apps']),
  formCommand('env.unset', 'Remove environment variables', ['apps']),
  formCommand('domain.add', 'Add a domain', ['apps']),
  formCommand('domain.remove', 'Remove a domain', ['apps']),
  formCommand('domain.verify', 'Have a domain verified', ['apps']),
  formCommand('ssl', 'SSL: automatic, forced or off', ['apps']),
];
