import { readDeployments } from '../actions/read-deployments.ts';
import type { Session } from '../cli/session.ts';
import type { OutsidePorts } from '../commands/ports.ts';
import { deedsOf, isAliveHere, type JournalDeed } from '../journal/deeds.ts';
import type { JournalEntry } from '../journal/entry.ts';
import { newestEntries } from '../journal/newest-entries.ts';
import type { Journal } from '../journal/open-journal.ts';
import type { Target } from '../model/action.ts';
import type { PastDeed } from '../model/past-deed.ts';
import { type Problem, problem } from '../model/problem.ts';
import { nothingRelated, type Related } from '../model/related.ts';
import { fail, type Result } from '../model/result.ts';
import { plainText } from '../model/text.ts';
import type { ConnectedProvider } from '../providers/connect.ts';
import type { Clock } from '../runtime/deps.ts';
import { createSshCommand } from '../ssh/ssh-command.ts';

/** What leads out of the lists, by a session's providers, journal and configuration. */
export function createOutsidePorts(
  { providers, state, actor, config }: Pick<Session, 'providers' | 'state' | 'actor' | 'config'>,
  clock: Pick<Clock, 'now'>,
): OutsidePorts {
  const byName = new Map(providers.map((connected) => [connected.settings.name, connected]));
  return {
    sshCommand: createSshCommand(config.ssh),
    openConsole: async (server, signal) => {
      const opened = await byName.get(server.provider)?.provider.openConsole?.(server.id, signal);
      return opened ?? fail(problem('unsupported', `${server.provider} has no console`));
    },
    readRelated: async (target, signal) => {
      const connected = byName.get(target.resource.provider);
      return connected === undefined ? nothingRelated : readRelated(connected, target, signal);
    },
    readDeeds: async (ref) =>
      deedsOf(await entriesOf(state.journal, ref), isAliveHere(actor.host))
        .map(pastDeed)
        .reverse(),
    exportView: async (view, format) => {
      const { writeView } = await import('./write-view.ts');
      return writeView(view, format, {
        now: clock.now(),
        entriesSince: async (since) => (await newestEntries(state.journal, { since })).entries,
      });
    },
  };
}

/** Of one resource the details show no more. */
const mostDeeds = 200;

const entriesOf = async (journal: Journal, ref: string): Promise<readonly JournalEntry[]> =>
  (await newestEntries(journal, { isWanted: ({ target }) => target === ref, most: mostDeeds })).entries;

async function readRelated(
  connected: ConnectedProvider,
  target: Target,
  signal: AbortSignal,
): Promise<Related> {
  const { provider } = connected;
  const { id } = target.resource;
  if (target.kind === 'server') {
    const listed = target.resource.actions.includes('snapshot')
      ? await provider.listSnapshots?.(id, signal)
      : undefined;
    return {
      ...nothingRelated,
      snapshots: listed?.ok === true ? listed.value.items : null,
      problems: sentences(listed, listed?.ok === true ? listed.value.problems : []),
    };
  }
  const hasDeployments = target.resource.actions.includes('deploy');
  const [deployed, domains] = await Promise.all([
    hasDeployments ? readDeployments(connected, target.resource, signal) : null,
    target.resource.actions.includes('domain') ? provider.listDomains?.(id, signal) : undefined,
  ]);
  return {
    ...nothingRelated,
    deployments: deployed?.rows ?? null,
    domains: domains?.ok === true ? domains.value : null,
    problems: [...(deployed?.problems ?? []).map(({ message }) => message), ...sentences(domains, [])],
  };
}

const sentences = (result: Result<unknown> | undefined, partial: readonly Problem[]): readonly string[] => [
  ...(result?.ok === false ? [result.problem.message] : []),
  ...partial.map(({ message }) => message),
];

/** The journal is a file that anybody with the account may have written to. */
const pastDeed = ({ intent, outcome, state }: JournalDeed): PastDeed => ({
  at: Date.parse(intent.at),
  user: plainText(intent.user),
  verb: plainText(intent.action),
  name: plainText(intent.name),
  parameters: Object.entries(intent.parameters)
    .map(([name, value]) => plainText(`${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`))
    .join(' '),
  phase: state === 'under-way' ? 'unknown' : state,
  message: plainText(outcome?.message ?? (state === 'under-way' ? 'under way' : 'no answer came')),
  durationMs: outcome?.durationMs ?? null,
});
