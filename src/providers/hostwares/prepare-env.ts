import type { Deed, Fields } from '../../model/action.ts';
import { problem } from '../../model/problem.ts';
import { fail, type Result, succeed } from '../../model/result.ts';
import { plainText } from '../../model/text.ts';
import type { Prepared } from '../provider.ts';
import { type HostwaresClient, paths } from './client.ts';
import { readNamedRows, readWholeEnv, type Variables } from './env.ts';
import { readAccepted, readAnsweredId } from './read-accepted.ts';

type EnvDeed = Extract<Deed, { verb: 'env' }>;

/**
 * `{"envVariables":[{"key","value"}]}` (vendor docs, "Environment variables"). Whether that replaces the list or adds
 * to it is not said: taken to replace it, so that a change of some sends the others along, or is refused. What else a
 * variable's row holds goes back with it: a secret one is to stay secret with another value.
 */
export async function prepareEnv(
  client: HostwaresClient,
  provider: string,
  id: string,
  deed: EnvDeed,
  signal: AbortSignal,
): Promise<Result<Prepared>> {
  if (deed.change === 'set' && Object.keys(deed.values).some((name) => name.trim() === ''))
    return fail(problem('invalid', 'env must not have a variable without a name', { provider }));
  const site = await client.getSiteVerbatim(id, signal);
  if (!site.ok) return site;
  if (deed.change === 'set' && deed.isWhole)
    return succeed(replacement(id, withValues(deed.values, readNamedRows(site.value, provider))));
  const present = readWholeEnv(site.value, provider);
  if (!present.ok) return present;
  if (present.value === null) return fail(problem('invalid', cannotMerge, { provider }));
  const changed = changedBy(deed, present.value);
  if (typeof changed === 'string') return fail(problem('invalid', changed, { provider }));
  return succeed(replacement(id, changed));
}

const cannotMerge =
  'env is replaced as a whole at Hostwares, and the present variables cannot be read in full: ' +
  'give every variable that is to stay, by env set with --replace';

/** The present variables with the change, or what is wrong with it. */
function changedBy(deed: EnvDeed, present: Variables): Variables | string {
  const names = deed.change === 'set' ? Object.keys(deed.values) : deed.names;
  if (names.length === 0) return 'env was given no variable to change';
  if (deed.change === 'set') return new Map([...present, ...withValues(deed.values, present)]);
  const absent = deed.names.filter((name) => !present.has(name));
  if (absent.length > 0) return `env has no variable ${absent.map(plainText).join(', ')}`;
  return new Map([...present].filter(([name]) => !deed.names.includes(name)));
}

/** The values given, each in the row it has at the provider. */
const withValues = (values: Fields, present: Variables): Variables =>
  new Map(Object.entries(values).map(([key, value]) => [key, { ...present.get(key), key, value }]));

const replacement = (id: string, variables: Variables): Prepared => ({
  request: {
    method: 'PATCH',
    path: paths.site(id),
    body: { envVariables: [...variables.values()] },
  },
  fallback: null,
  read: readAccepted('variables replaced: deploy to apply them'),
  answeredId: readAnsweredId,
});
