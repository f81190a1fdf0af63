import { succeed } from '../../model/result.ts';
import type { ActionOptions } from '../action/action-options.ts';
import { runAction } from '../action/run-action.ts';
import { knows, type VerbSpec } from '../action/verb-spec.ts';
import type { Run } from '../verb.ts';

type SimpleVerb = 'start' | 'stop' | 'reboot' | 'shutdown' | 'deploy' | 'redeploy' | 'cancel' | 'authorize';

const servers = ['server'] as const;
const apps = ['app'] as const;
const both = ['server', 'app'] as const;

const kindsOf: Readonly<Record<SimpleVerb, VerbSpec['kinds']>> = {
  start: both,
  stop: both,
  reboot: both,
  shutdown: servers,
  deploy: apps,
  redeploy: apps,
  cancel: apps,
  authorize: apps,
};

const asking: ReadonlySet<SimpleVerb> = new Set(['stop', 'reboot', 'shutdown']);

/** A verb that needs nothing but its targets. */
export const runSimpleAction =
  (verb: SimpleVerb): Run<ActionOptions> =>
  (context, options, words) =>
    runAction(context, options, words, {
      verb,
      // Where a provider does not tell the two apart, a redeploy is a deploy.
      needs: verb === 'redeploy' ? ['redeploy', 'deploy'] : [verb],
      kinds: kindsOf[verb],
      isWrite: true,
      sample: { verb },
      asks: asking.has(verb),
      deedFor: async (target) =>
        succeed({ verb: verb === 'redeploy' && !knows(target, ['redeploy']) ? 'deploy' : verb }),
    });
