import type { Deed } from '../../model/action.ts';
import { succeed } from '../../model/result.ts';
import type { ActionOptions } from '../action/action-options.ts';
import { readValues } from '../action/read-values.ts';
import { runAction } from '../action/run-action.ts';
import type { VerbSpec } from '../action/verb-spec.ts';
import { UsageError } from '../usage-error.ts';
import type { Run } from '../verb.ts';

export type UpdateOptions = ActionOptions & { readonly set?: readonly string[] };

/** A verb of one target that asks nothing and whose deed is known beforehand. */
export const quietVerb = (deed: Deed, kinds: VerbSpec['kinds']): VerbSpec => ({
  verb: deed.verb,
  needs: [deed.verb],
  kinds,
  isWrite: true,
  sample: deed,
  asks: false,
  deedFor: async () => succeed(deed),
});

export const runUpdate: Run<UpdateOptions> = async (context, options, words) => {
  const { set = [] } = options;
  if (set.length === 0) throw new UsageError('update wants what to change: --set key=value');
  const fields = await readValues(set, context.world);
  return runAction(context, options, words, quietVerb({ verb: 'update', fields }, ['server', 'app']));
};

export const runRename: Run<ActionOptions> = (context, options, [word = '', name = '']) =>
  runAction(context, options, [word], quietVerb({ verb: 'rename', name }, ['server']));

export const runSsl: Run<ActionOptions> = (context, options, [word = '', mode]) =>
  runAction(context, options, [word], quietVerb({ verb: 'ssl', mode: modeOf(mode) }, ['app']));

/** The command's definition lets no other word through. */
const modeOf = (mode: string | undefined): 'auto' | 'force' | 'off' =>
  mode === 'auto' || mode === 'force' ? mode : 'off';
