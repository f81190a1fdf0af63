import type { Target } from '../model/action.ts';
import type { LogEvent } from '../model/log-line.ts';
import type { LogTarget } from '../model/log-target.ts';
import { type Problem, problem } from '../model/problem.ts';
import { fail, type Result, succeed } from '../model/result.ts';
import { isTransient } from '../model/status.ts';
import type { ConnectedProvider } from '../providers/connect.ts';
import type { Clock } from '../runtime/deps.ts';
import { followTasks } from './follow-tasks.ts';

/**
 * Follows one log at its provider: an app's, a server's, or where there is none the tasks of a server that is being set
 * up. A provider without a log is an `unsupported` problem in its own sentence.
 */
export async function followSource(
  connected: ConnectedProvider,
  target: LogTarget,
  { clock, onOpen }: { readonly clock: Clock; readonly onOpen: () => void },
  onEvent: (event: LogEvent) => void,
  signal: AbortSignal,
): Promise<Result<void>> {
  const { provider } = connected;
  const options = { deploymentId: target.deploymentId, onOpen };
  const lacking = whyNoLog(connected, target);
  if (lacking !== null) return fail(lacking);
  const { followLog, followServerLog, readProgress } = provider;
  const { resource } = target;
  if (target.kind === 'app') return (await followLog?.(target.resource, options, onEvent, signal)) ?? nothing;
  if (followServerLog !== undefined) return followServerLog(target.resource, options, onEvent, signal);
  if (readProgress === undefined) return nothing;
  return followTasks((during) => readProgress(resource.id, during), { clock, onOpen }, onEvent, signal);
}

const nothing: Result<void> = succeed(undefined);

/** Why a resource has no log, in its vendor's sentence; null when it has one. */
export function whyNoLog(
  { provider, title, lacks, settings }: ConnectedProvider,
  { kind, resource }: Target,
): Problem | null {
  const { followLog, followServerLog, readProgress } = provider;
  const isSetUp = readProgress !== undefined && isTransient(resource.status);
  if (kind === 'app' ? followLog !== undefined : followServerLog !== undefined || isSetUp) return null;
  const sentence = lacks.logs ?? `${title} has no logs of its ${kind}s in its API`;
  return problem('unsupported', sentence, { provider: settings.name });
}
