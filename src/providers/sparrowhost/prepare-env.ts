import type { Deed } from '../../model/action.ts';
import { problem } from '../../model/problem.ts';
import { fail, type Result, succeed } from '../../model/result.ts';
import type { Prepared } from '../provider.ts';
import { paths } from './client.ts';
import { readAccepted } from './read-accepted.ts';

/**
 * "Replaces the app's environment variables with the supplied key-value map" (vendor docs), and nothing reads the
 * present one: a part of a map would delete the rest.
 */
export function prepareEnv(
  provider: string,
  id: string,
  deed: Extract<Deed, { verb: 'env' }>,
): Result<Prepared> {
  const invalid = (message: string) => fail(problem('invalid', message, { provider }));
  if (deed.change === 'unset' || !deed.isWhole)
    return invalid(
      'env is replaced as a whole at SparrowHost and cannot be read back: ' +
        'give every variable that is to stay, by env set with --replace',
    );
  if (Object.keys(deed.values).some((name) => name.trim() === ''))
    return invalid('env must not have a variable without a name');
  return succeed({
    request: { method: 'PUT', path: paths.appEnv(id), body: { env: deed.values } },
    fallback: null,
    read: readAccepted('variables replaced: redeploy to apply them'),
  });
}
