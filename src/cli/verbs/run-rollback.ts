import { readDeployments } from '../../actions/read-deployments.ts';
import { type Deployment, environmentOf, inProduction, lastGood } from '../../model/deployment.ts';
import { problem } from '../../model/problem.ts';
import { fail, succeed } from '../../model/result.ts';
import type { ActionOptions } from '../action/action-options.ts';
import { runAction } from '../action/run-action.ts';
import type { Run } from '../verb.ts';

export type RollbackOptions = ActionOptions & { readonly deployment?: string };

export const runRollback: Run<RollbackOptions> = (context, options, words) =>
  runAction(context, options, words, {
    verb: 'rollback',
    needs: ['rollback'],
    kinds: ['app'],
    isWrite: true,
    sample: { verb: 'rollback', deploymentId: options.deployment ?? 'none' },
    asks: true,
    deedFor: async (target, connected, signal) => {
      if (options.deployment !== undefined)
        return succeed({ verb: 'rollback', deploymentId: options.deployment });
      const { rows, problems } = await readDeployments(connected, target.resource, signal);
      const [unread] = problems;
      // The newest may be among what could not be read.
      if (unread !== undefined) return fail(unread);
      const good = lastGood(rows);
      if (good === null)
        return fail(
          problem('usage', `${whyNone(rows, target.resource.name)}: name one with --deployment ID`, {
            provider: connected.settings.name,
          }),
        );
      context.say(`the last good deployment known is ${good.id}${timeText(good.createdAt)}`);
      return succeed({ verb: 'rollback', deploymentId: good.id });
    },
  });

const whyNone = (rows: readonly Deployment[], name: string): string =>
  inProduction(rows, environmentOf) === null
    ? `deployments of ${name} go to several environments (${[...new Set(rows.map(environmentOf))].join(', ')})`
    : `no earlier good deployment of ${name} is known`;

const timeText = (at: number | null): string => (at === null ? '' : ` of ${new Date(at).toISOString()}`);
