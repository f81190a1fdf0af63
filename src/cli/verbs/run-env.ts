import { maskedText } from '../../model/mask.ts';
import { mapResult } from '../../model/result.ts';
import { plainText } from '../../model/text.ts';
import type { EnvEntry } from '../../providers/provider.ts';
import type { ActionOptions } from '../action/action-options.ts';
import { printList } from '../action/print-list.ts';
import { readValues } from '../action/read-values.ts';
import { runAction } from '../action/run-action.ts';
import type { Run } from '../verb.ts';
import { quietVerb } from './run-change.ts';

export const runEnvList: Run<{ readonly reveal?: boolean }> = (context, { reveal }, [word = '']) => {
  const shown = ({ value }: EnvEntry): string | null =>
    value === null || reveal === true ? value : maskedText;
  return printList<EnvEntry>(context, word, {
    wanted: { verb: 'env', needs: ['env'], kinds: ['app'] },
    key: 'env',
    read: ({ connected: { provider }, target }) => {
      const reading = provider.listEnv?.(target.resource.id, context.world.signal);
      return reading?.then((read) => mapResult(read, (items) => ({ items, problems: [] }))) ?? null;
    },
    lacks: 'does not tell the environment variables of its apps',
    toJson: (row) => ({ name: row.name, value: shown(row) }),
    columns: [
      { title: 'NAME', importance: 1, align: 'left', text: ({ name }) => name },
      { title: 'VALUE', importance: 2, align: 'left', text: (row) => plainText(shown(row) ?? '–') },
    ],
    empty: 'no variables',
  });
};

export const runEnvSet: Run<ActionOptions & { readonly replace?: boolean }> = async (
  context,
  options,
  [word = '', ...pairs],
) => {
  const values = await readValues(pairs, context.world);
  const deed = { verb: 'env', change: 'set', values, isWhole: options.replace === true } as const;
  return runAction(context, options, [word], quietVerb(deed, ['app']));
};

export const runEnvUnset: Run<ActionOptions> = (context, options, [word = '', ...names]) =>
  runAction(context, options, [word], quietVerb({ verb: 'env', change: 'unset', names }, ['app']));
