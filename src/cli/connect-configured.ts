import type { OnWait } from '../budget/budget.ts';
import { formatSpan } from '../format/age.ts';
import type { FetchSettings } from '../http/create-fetch.ts';
import { traceLine } from '../http/trace.ts';
import type { WriteLock } from '../http/write-lock.ts';
import { type ConnectedProvider, connectProvider, type ProviderSettings } from '../providers/connect.ts';
import { providers } from '../providers/registry.ts';
import type { Fetch } from '../runtime/deps.ts';
import { noteTargets } from './completion/note-targets.ts';
import type { Connections } from './connections.ts';
import { noted } from './noted-secret.ts';
import type { SessionState } from './session.ts';
import type { World } from './world.ts';

/**
 * All that a connected provider keeps for as long as it lives: nothing of the session before, or each would keep the one
 * before it.
 */
export type ConnectOptions = {
  readonly world: World;
  /** Of one request. */
  readonly timeoutMs: number;
  /** Where each request is told; null: nowhere. */
  readonly traceTo: ((line: string) => void) | null;
  /** Where it is told that a provider's budget is waited for; null: nowhere. */
  readonly sayWaits: ((line: string) => void) | null;
  /** Sees the fetch before it is used. */
  readonly wrapFetch: ((provider: string, fetch: Fetch) => Fetch) | null;
  readonly lock: WriteLock;
  readonly state: SessionState;
  readonly connections: Connections;
};

/** Connects a provider of the configuration, with a pool of connections of its own. */
export const createConnect =
  ({ world, timeoutMs, traceTo, sayWaits, wrapFetch, lock, state, connections }: ConnectOptions) =>
  async (configured: ProviderSettings): Promise<ConnectedProvider> => {
    const settings = withNotedSecrets(configured, world.noteSecret);
    const fetchSettings: FetchSettings = {
      timeoutMs,
      noProxy: world.env['NO_PROXY'] ?? world.env['no_proxy'],
    };
    const pool = await world.createFetch(
      settings.ca === null ? fetchSettings : { ...fetchSettings, ca: settings.ca },
    );
    const connected = connectProvider(settings, await providers[settings.type].load(), {
      deps: {
        fetch: wrapFetch?.(settings.name, pool.fetch) ?? pool.fetch,
        clock: world.clock,
        random: world.random,
      },
      timeoutMs,
      isReadOnly: lock.isLocked,
      trace: traceTo === null ? () => {} : (entry) => traceTo(traceLine(entry)),
      memory: state.memoryOf(settings.name),
      report: world.report,
      openLedger: state.openLedger,
      ...(sayWaits === null ? {} : { onWait: createWaitTeller(settings.name, sayWaits) }),
    });
    const noting = noteTargets(connected, state.targets);
    connections.add(noting, pool);
    return noting;
  };

/** A shorter wait is over before its line is read. */
const worthTellingMs = 2_000;

/** Says once that a wait is on, so that a command that seems to do nothing says why. */
function createWaitTeller(provider: string, say: (line: string) => void): OnWait {
  let isTold = false;
  return (ms) => {
    if (isTold || ms < worthTellingMs) return;
    isTold = true;
    say(`${provider}: its rate limit is used up, the next request goes out in ${formatSpan(ms)}`);
  };
}

function withNotedSecrets(settings: ProviderSettings, note: (value: string) => void): ProviderSettings {
  const { apiKey, clientId } = settings.secrets;
  return {
    ...settings,
    secrets: { apiKey: noted(apiKey, note), clientId: clientId && noted(clientId, note) },
  };
}
