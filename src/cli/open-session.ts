import type { FetchSettings } from '../http/create-fetch.ts';
import { traceLine } from '../http/trace.ts';
import { createWriteLock } from '../http/write-lock.ts';
import { openJournal } from '../journal/open-journal.ts';
import { connectProvider, type ProviderSettings } from '../providers/connect.ts';
import { providers } from '../providers/registry.ts';
import type { Fetch } from '../runtime/deps.ts';
import type { Secret } from '../runtime/secret.ts';
import { openBalanceSamples } from '../state/balance-samples.ts';
import { openKnownTargets } from '../state/known-targets.ts';
import { openRemembered } from '../state/remembered.ts';
import { openSharedBudgets } from '../state/shared-budgets.ts';
import { locateStateFolder, wideModes } from '../state/state-folder.ts';
import { chooseProviders } from './choose-providers.ts';
import { noteTargets } from './completion/note-targets.ts';
import type { Context } from './context.ts';
import { defaultTimeoutSeconds } from './global-options.ts';
import { openConfig } from './open-config.ts';
import type { OpenedConfig } from './opened-config.ts';
import type { Session } from './session.ts';

export type SessionOptions = {
  /** Where the trace of `--verbose` goes; the default is stderr. */
  readonly openTrace?: (stateFolder: string, notify: (notice: string) => void) => (line: string) => void;
  /** Sees every provider's fetch before it is used. */
  readonly wrapFetch?: (provider: string, fetch: Fetch) => Fetch;
  /** Told of remarks; the default says them on stderr. */
  readonly onNotice?: (notice: string) => void;
  /** The configuration, where it has been opened already. */
  readonly opened?: OpenedConfig;
};

/** Reads the configuration and connects its providers, or the simulated ones. Throws what {@link openConfig} throws. */
export async function openSession(context: Context, settings: SessionOptions = {}): Promise<Session> {
  const { world, options } = context;
  const { config, stateFolder } = settings.opened ?? (await openConfig(context));
  const lock = createWriteLock();
  const chosen = chooseProviders(config.providers, options.provider ?? []);
  const notify = settings.onNotice ?? context.say;
  for (const warning of config.warnings) notify(`warning: ${warning.message}`);
  const folder = stateFolder ?? locateStateFolder(world.env, world.homeFolder);
  for (const warning of wideModes(folder)) notify(`warning: ${warning}`);
  const remembered = openRemembered(folder, world, notify);
  world.defer(remembered.flush);
  const targets = openKnownTargets(folder, world, notify);
  world.defer(targets.flush);
  const balances = openBalanceSamples(folder, world, notify);
  world.defer(balances.flush);
  const openLedger = openSharedBudgets({ folder, host: world.actor.host, deps: world, notify });
  const say = settings.openTrace?.(folder, notify) ?? context.say;
  const timeoutMs = (options.timeout ?? defaultTimeoutSeconds) * 1_000;
  const connect = async (configured: ProviderSettings) => {
    const provider = withNotedSecrets(configured, world.noteSecret);
    const fetchSettings: FetchSettings = {
      timeoutMs,
      noProxy: world.env['NO_PROXY'] ?? world.env['no_proxy'],
    };
    const { fetch, close } = await world.createFetch(
      provider.ca === null ? fetchSettings : { ...fetchSettings, ca: provider.ca },
    );
    world.defer(close);
    const connected = connectProvider(provider, await providers[provider.type].load(), {
      deps: {
        fetch: settings.wrapFetch?.(provider.name, fetch) ?? fetch,
        clock: world.clock,
        random: world.random,
      },
      timeoutMs,
      isReadOnly: () => config.readOnly || lock.isLocked(),
      trace: options.verbose === true ? (entry) => say(traceLine(entry)) : () => {},
      memory: remembered.memoryOf(provider.name),
      openLedger,
    });
    world.defer(connected.budget.close);
    return noteTargets(connected, targets);
  };
  return {
    config,
    providers: await Promise.all(chosen.map(connect)),
    balances,
    journal: openJournal(folder, world.clock.now, notify),
    stateFolder: folder,
    actor: world.actor,
    lock,
  };
}

function withNotedSecrets(settings: ProviderSettings, note: (value: string) => void): ProviderSettings {
  const noted = (secret: Secret): Secret => ({
    ...secret,
    reveal: async () => {
      const value = await secret.reveal();
      note(value);
      return value;
    },
  });
  const { apiKey, clientId } = settings.secrets;
  return { ...settings, secrets: { apiKey: noted(apiKey), clientId: clientId && noted(clientId) } };
}
