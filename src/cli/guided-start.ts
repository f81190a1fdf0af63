import { baseUrlFault } from '../config/base-url.ts';
import { loadConfig } from '../config/load-config.ts';
import { locateConfig } from '../config/locate-config.ts';
import { firstConfig, secretsOf, writeNew } from '../config/write-first.ts';
import type { AccountIdentity } from '../model/billing.ts';
import type { Guide, GuideFinding, GuideKey, GuideKind, GuideProvider } from '../model/guide.ts';
import { type Problem, problem } from '../model/problem.ts';
import { fail, mapResult, type Result } from '../model/result.ts';
import { connectProvider } from '../providers/connect.ts';
import { createMemory } from '../providers/create-memory.ts';
import { definitionOf, isProviderType, type ProviderType, providerTypes } from '../providers/registry.ts';
import { literalSecret } from '../runtime/secret.ts';
import { configProblemLine } from './config-error.ts';
import type { Context } from './context.ts';
import { defaultTimeoutSeconds } from './global-options.ts';
import type { OpenedConfig } from './opened-config.ts';
import type { Session } from './session.ts';

export type GuidedStart = {
  readonly guide: Guide;
  /** What was decided on, connected. */
  readonly session: Promise<Session>;
};

/** Connects what the guide has decided: `context` knows the variables that were typed, or asks for the demo. */
export type Connect = (context: Context, opened: OpenedConfig | null) => Promise<Session>;

/** The guided start where nothing is configured: what it asks of the world, and the session that comes of it. */
export function createGuidedStart(context: Context, connect: Connect): GuidedStart {
  const { world, options } = context;
  const { path } = locateConfig(options.config, world);
  const { promise: session, resolve } = Promise.withResolvers<Session>();
  const go = async (next: Context, opened: OpenedConfig | null): Promise<Problem | null> => {
    try {
      resolve(await connect(next, opened));
      return null;
    } catch (error) {
      return problem('config', error instanceof Error ? error.message : String(error));
    }
  };
  return {
    session,
    guide: {
      path,
      kinds: providerTypes.map(kindOf),
      check: (key, signal) => check(key, context, signal),
      demo: () => go({ ...context, options: { ...options, demo: true } }, null),
      finish: async (list) => {
        if (!list.every(isOfKnownType)) return noSuchProvider;
        const first = firstConfig(path, list);
        const failure = await writeNew(first);
        if (failure !== null) return failure;
        const next = { ...context, world: { ...world, env: { ...world.env, ...first.variables } } };
        const loaded = await loadConfig(options.config, next.world);
        if (!loaded.ok) return problem('config', loaded.problems.map(configProblemLine).join('; '));
        return go(next, { config: loaded.config, stateFolder: null });
      },
    },
  };
}

function kindOf(type: ProviderType): GuideKind {
  const { title, lacks, baseUrl } = definitionOf(type);
  const all = ['servers', 'apps', 'metrics', 'billing', 'logs'] as const;
  return {
    type,
    title,
    what: all.filter((part) => lacks[part] === undefined).join(', '),
    secrets: secretsOf({ type }).map(([name, variable]) => ({ name, variable })),
    baseUrl,
  };
}

const noSuchProvider = problem('invalid', 'there is no such provider');

/** What was chosen comes from the kinds above, by way of what is typed on the screen. */
const isOfKnownType = (provider: GuideProvider): provider is GuideProvider<ProviderType> =>
  isProviderType(provider.type);

/** Asks a provider whose key it is, with connections of its own. */
async function check(
  { type, secrets, baseUrl }: GuideKey,
  { world, options }: Context,
  signal: AbortSignal,
): Promise<Result<GuideFinding>> {
  for (const secret of Object.values(secrets)) if (secret !== undefined) world.noteSecret(secret);
  const fault = baseUrlFault(baseUrl, false);
  if (fault !== null) return fail(problem('invalid', `The address ${fault}`));
  if (!isProviderType(type)) return fail(noSuchProvider);
  const timeoutMs = (options.timeout ?? defaultTimeoutSeconds) * 1_000;
  const { fetch, close } = await world.createFetch({
    timeoutMs,
    noProxy: world.env['NO_PROXY'] ?? world.env['no_proxy'],
  });
  const { title, limits, load } = definitionOf(type);
  const { provider } = connectProvider(
    {
      name: title,
      type,
      account: baseUrl,
      baseUrl,
      secrets: {
        apiKey: literalSecret(secrets.apiKey ?? ''),
        clientId: secrets.clientId === undefined ? null : literalSecret(secrets.clientId),
      },
      limits,
      limitsAreOurs: false,
      pollIntervalMs: 0,
      readOnly: true,
      ca: null,
    },
    await load(),
    {
      deps: { fetch, clock: world.clock, random: world.random },
      timeoutMs,
      isReadOnly: () => true,
      trace: () => {},
      memory: createMemory(),
      report: world.report,
    },
  );
  const checked = await provider.check(signal);
  await close();
  return mapResult(checked, ({ account, notes, warnings }) => ({
    account: account === null ? null : nameOf(account),
    notes,
    warnings,
  }));
}

const nameOf = ({ name, email, id }: AccountIdentity): string | null => name ?? email ?? id;
