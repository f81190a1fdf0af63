import type { Command, CommandContext } from './command.ts';
import { changeLogView } from './log-scroll.ts';
import { currentTarget } from './targets.ts';

/** The app whose deployments are meant: the one under the cursor in Apps, in Logs the one whose log is shown. */
function appOf(context: CommandContext): string | null {
  const { fleet, view, log } = context;
  if (view.getState().pane !== 'logs') return currentTarget(context)?.resource.ref ?? null;
  return log.sources().find(({ ref }) => fleet.getState().apps.has(ref))?.ref ?? null;
}

/** Opens the list of known deployments, to read the log of one. */
export const logDeploymentsCommand: Command = {
  id: 'logs.deployments',
  title: 'The log of a previous deployment',
  keys: ['#'],
  where: ['apps', 'logs'],
  whyNot: (context) => (appOf(context) === null ? 'There is no app here yet' : null),
  run: (context) => {
    const ref = appOf(context);
    if (ref === null) return;
    context.view.setState({
      overlay: { type: 'deployments', purpose: 'log', ref, items: null, index: 0, top: 0 },
    });
    context.loadDeployments(ref);
  },
};

/** Shows the log of the deployment under the cursor. */
export function chooseLogOfDeployment(context: CommandContext): void {
  const { overlay } = context.view.getState();
  if (overlay?.type !== 'deployments') return;
  const deployment = overlay.items?.[overlay.index];
  if (deployment === undefined) return;
  context.view.setState({ overlay: null, pane: 'logs' });
  changeLogView(context, { pinned: [{ ref: overlay.ref, deploymentId: deployment.id }], hold: null });
}
