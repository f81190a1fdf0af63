import type { Command, CommandContext } from './command.ts';
import { accountOf, chosenTargets, targetOf, whyNoTarget } from './targets.ts';
import { openQuestion, whyLocked } from './verbs.ts';

function whyNot(context: CommandContext): string | null {
  const locked = whyLocked(context);
  if (locked !== null) return locked;
  const [target, ...others] = chosenTargets(context);
  if (target === undefined) return whyNoTarget(context);
  if (others.length > 0)
    return `Rollback takes one app at a time: clear the marks with ${context.keymap().press('back')}`;
  if (target.kind === 'app' && target.resource.actions.includes('rollback')) return null;
  const title = context.fleet.getState().providers.get(target.resource.provider)?.title;
  return `${title ?? target.resource.provider} has no rollback for this`;
}

/** Opens the list of known deployments; nothing is sent before one was chosen and confirmed. */
export const rollbackCommand: Command = {
  id: 'act.rollback',
  title: 'Roll back: choose from the known deployments',
  keys: ['B'],
  where: ['apps'],
  footer: 'rollback',
  whyNot,
  run: (context) => {
    const [target] = chosenTargets(context);
    if (target === undefined) return;
    const { ref, provider } = target.resource;
    const account = accountOf(context, provider);
    context.view.setState({
      overlay: { type: 'deployments', purpose: 'rollback', ref, ...account, items: null, index: 0, top: 0 },
    });
    context.loadDeployments(ref);
  },
};

/** Asks for the rollback to the deployment under the cursor. */
export function chooseRollback(context: CommandContext): void {
  const { overlay } = context.view.getState();
  if (overlay?.type !== 'deployments') return;
  const target = targetOf(context, overlay.ref);
  if (target === null) return;
  if (target.account !== overlay.account) {
    const { provider } = target.resource;
    context.view.setState({
      overlay: null,
      notice: `The configuration of ${provider} has changed: open the list again`,
    });
    return;
  }
  const deployment = overlay.items?.[overlay.index];
  if (deployment === undefined) {
    if (overlay.items !== null && overlay.items.length > 0)
      context.view.setState({ notice: 'No earlier good deployment is known: choose one' });
    return;
  }
  const { status } = deployment;
  if (status === 'failed' || status === 'building' || status === 'deploying') {
    context.view.setState({
      notice: `${deployment.id} is ${status}: only what was good can be gone back to`,
    });
    return;
  }
  openQuestion(context, [target], { verb: 'rollback', deploymentId: deployment.id });
}
