import type { Usage } from '../http/meter.ts';
import type { Problem } from '../model/problem.ts';
import { type ProviderState, providerStateOf, worstProblem } from '../model/provider-status.ts';
import type { ConnectedProvider } from '../providers/connect.ts';

/** How one provider is doing, after asking it for everything it lists. */
export type ProviderReport = {
  readonly name: string;
  readonly type: string;
  readonly state: Exclude<ProviderState, 'connecting'>;
  /** Null where it lists none, or could not say. */
  readonly servers: number | null;
  readonly apps: number | null;
  readonly usage: Usage;
  readonly error: Problem | null;
  readonly problems: readonly Problem[];
  readonly hasAnswered: boolean;
};

export async function reportProvider(
  { provider, settings, usage }: ConnectedProvider,
  signal: AbortSignal,
): Promise<ProviderReport> {
  const [servers, apps] = await Promise.all([provider.listServers?.(signal), provider.listApps?.(signal)]);
  const asked = [servers, apps].filter((result) => result !== undefined);
  const answers = asked.length > 0 ? asked : [await provider.check(signal)];
  const problems = answers.flatMap((answer) => {
    if (!answer.ok) return [answer.problem];
    return 'problems' in answer.value ? answer.value.problems : [];
  });
  const hasAnswered = answers.some((answer) => answer.ok);
  const state = providerStateOf(problems, hasAnswered);
  return {
    name: settings.name,
    type: settings.type,
    state: state === 'connecting' ? 'unreachable' : state,
    servers: servers?.ok === true ? servers.value.items.length : null,
    apps: apps?.ok === true ? apps.value.items.length : null,
    usage: usage(),
    error: worstProblem(problems),
    problems,
    hasAnswered,
  };
}
