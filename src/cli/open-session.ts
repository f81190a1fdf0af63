import type { Config } from '../config/config.ts';
import { createWriteLock } from '../http/write-lock.ts';
import { openJournal } from '../journal/open-journal.ts';
import type { ConnectedProvider, ProviderSettings } from '../providers/connect.ts';
import type { Fetch } from '../runtime/deps.ts';
import { openBalanceSamples } from '../state/balance-samples.ts';
import { openKnownTargets } from '../state/known-targets.ts';
import { openRemembered } from '../state/remembered.ts';
import { openSharedBudgets } from '../state/shared-budgets.ts';
import { locateStateFolder, wideModes } from '../state/state-folder.ts';
import { chooseProviders } from './choose-providers.ts';
import { createConnect } from './connect-configured.ts';
import { createConnections } from './connections.ts';
import type { Context } from './context.ts';
import { defaultTimeoutSeconds, type GlobalOptions } from './global-options.ts';
import { noted } from './noted-secret.ts';
import { openConfig } from './open-config.ts';
import type { OpenedConfig } from './opened-config.ts';
import type { Session, SessionState } from './session.ts';
import { UsageError } from './usage-error.ts';
import type { World } from './world.ts';

export type SessionOptions = {
  /** Where the trace of `--verbose` goes; the default is stderr. */
  readonly openTrace?: (stateFolder: string, notify: (notice: string) => void) => (line: string) => void;
  /** Sees every provider's fetch before it is used. */
  readonly wrapFetch?: (provider: string, fetch: Fetch) => Fetch;
  /** Told of remarks; the default says them on stderr. */
  readonly onNotice?: (notice: string) => void;
  /** The configuration, where it has been opened already. */
  readonly opened?: OpenedConfig;
  /** The session before a change: providers that are the same stay connected, with their budgets. */
  readonly before?: Session;
};

/** Reads the configuration and connects its providers, or the simulated ones. Throws what {@link openConfig} throws. */
export async function openSession(context: Context, settings: SessionOptions = {}): Promise<Session> {
  const { world, options } = context;
  const { session } = world;
  if (session !== undefined) refuseOthers(options);
  if (session !== undefined && settings.wrapFetch === undefined) return narrowed(session, options);
  const { config, stateFolder } = settings.opened ?? session ?? (await openConfig(context));
  const { before } = settings;
  const lock = before?.lock ?? createWriteLock();
  // That of a session that runs already is set by who takes the new one up.
  if (before === undefined) lock.setReadOnly(config.readOnly);
  const chosen = chooseProviders(config.providers, options.provider ?? []);
  const notices = createNotices(settings.onNotice ?? context.say);
  const notify = notices.tell;
  for (const warning of config.warnings) notify(`warning: ${warning.message}`);
  const folder = stateFolder ?? locateStateFolder(world.env, world.homeFolder);
  for (const warning of before === undefined ? wideModes(folder) : []) notify(`warning: ${warning}`);
  const timeoutMs = (options.timeout ?? defaultTimeoutSeconds) * 1_000;
  const state = before?.state ?? openState(folder, timeoutMs, world, notify);
  const connections = before?.connections ?? createConnections();
  if (before === undefined) world.defer(connections.close);
  const traceTo = before?.traceTo ?? settings.openTrace?.(folder, notify) ?? context.say;
  const connect = createConnect({
    world,
    timeoutMs,
    traceTo: options.verbose === true ? traceTo : null,
    // Whoever shows remarks in a way of its own shows the budgets, too.
    sayWaits: settings.onNotice === undefined ? context.say : null,
    wrapFetch: settings.wrapFetch ?? null,
    lock,
    state,
    connections,
  });
  return {
    config: withNotedWebhooks(config, world.noteSecret),
    providers: await Promise.all(
      chosen.map((provider) => kept(provider, config, before) ?? connect(provider)),
    ),
    followNotices: notices.follow,
    state,
    stateFolder: folder,
    actor: world.actor,
    connections,
    traceTo,
    lock,
  };
}

const withNotedWebhooks = (config: Config, note: (value: string) => void): Config =>
  config.webhooks === null
    ? config
    : { ...config, webhooks: { ...config.webhooks, secret: noted(config.webhooks.secret, note) } };

/** A session that is open is the one it is: what asks for another must not be carried out on this one. */
function refuseOthers({ demo, config }: GlobalOptions): void {
  if (demo !== true && config === undefined) return;
  throw new UsageError(
    `${demo === true ? '--demo' : '--config'} is for the start of fleetop: leave it first`,
  );
}

/** A session that is open, for the providers that were named; read-only where that was asked for. */
function narrowed(session: Session, { provider = [], readOnly }: GlobalOptions): Session {
  const { config } = session;
  const chosen = chooseProviders(config.providers, provider).map(({ name }) => name);
  return {
    ...session,
    config: { ...config, readOnly: config.readOnly || readOnly === true },
    providers: session.providers.filter(({ settings }) => chosen.includes(settings.name)),
  };
}

function openState(
  folder: string,
  timeoutMs: number,
  world: World,
  notify: (notice: string) => void,
): SessionState {
  const remembered = openRemembered(folder, world, notify);
  const targets = openKnownTargets(folder, world, notify);
  const balances = openBalanceSamples(folder, world, notify);
  for (const { flush } of [remembered, targets, balances]) world.defer(flush);
  return {
    memoryOf: remembered.memoryOf,
    targets,
    balances,
    openLedger: openSharedBudgets({ folder, host: world.actor.host, deps: world, timeoutMs, notify }),
    journal: openJournal(folder, world.clock.now, notify),
  };
}

/** The provider as it is connected already, where nothing about it has changed. */
function kept(
  { name }: ProviderSettings,
  config: Config,
  before: Session | undefined,
): ConnectedProvider | undefined {
  const mark = config.marks.get(name);
  if (mark === undefined || mark !== before?.config.marks.get(name)) return undefined;
  return before.providers.find(({ settings }) => settings.name === name);
}

/** Remarks: who comes later hears those before, too. */
function createNotices(say: (notice: string) => void) {
  const told: string[] = [];
  let listener: ((notice: string) => void) | null = null;
  return {
    tell: (notice: string): void => {
      if (listener === null) told.push(notice);
      else listener(notice);
      say(notice);
    },
    follow: (listen: (notice: string) => void): void => {
      for (const notice of told.splice(0)) listen(notice);
      listener = listen;
    },
  };
}
