import { problem } from '../../model/problem.ts';
import { fail, succeed } from '../../model/result.ts';
import { isTypable, isTypedAs } from '../../model/text.ts';
import type { ActionOptions } from '../action/action-options.ts';
import { readAs } from '../action/resolve-target.ts';
import { runAction } from '../action/run-action.ts';
import { UsageError } from '../usage-error.ts';
import type { Run } from '../verb.ts';

/** Only the name that the target has at the provider now, read for this, opens the way. */
export const runDelete: Run<ActionOptions> = async (context, options, words) => {
  const { confirm, dryRun } = options;
  return runAction(context, options, words, {
    verb: 'delete',
    needs: ['delete'],
    kinds: ['server', 'app'],
    isWrite: true,
    sample: { verb: 'delete' },
    asks: false,
    refuse: () => {
      if (confirm !== undefined || dryRun === true) return;
      throw new UsageError(
        'delete wants --confirm NAME, the present name of what is to be deleted; --yes does not do',
      );
    },
    deedFor: async ({ kind, resource }, connected, signal) => {
      if (confirm === undefined) return succeed({ verb: 'delete' });
      const now = await readAs(connected, kind, resource.id, signal);
      if (!now.ok) return now;
      const { name } = now.value.resource;
      const isById = !isTypable(name) && confirm === resource.id;
      if (isTypedAs(confirm, name) || isById) return succeed({ verb: 'delete' });
      const instead = isTypable(name) ? '' : ` (its id does, as this cannot be typed)`;
      const why = `its name is "${name}"${instead}, not "${confirm}": nothing was sent`;
      return fail(problem('usage', why, { provider: connected.settings.name }));
    },
  });
};
