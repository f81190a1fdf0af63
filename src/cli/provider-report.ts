import { type Plan, planFor } from '../budget/plan.ts';
import type { Usage } from '../http/meter.ts';
import type { Freshness } from '../model/fleet-event.ts';
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
  /** How fresh a dashboard would keep the metrics of these servers; null where there are none. */
  readonly freshness: Freshness | null;
  readonly error: Problem | null;
  readonly problems: readonly Problem[];
  readonly hasAnswered: boolean;
};

export async function reportProvider(
  connected: ConnectedProvider,
  signal: AbortSignal,
): Promise<ProviderReport> {
  const { provider, settings, usage } = connected;
  const before = usage().requests;
  const [servers, apps] = await Promise.all([provider.listServers?.(signal), provider.listApps?.(signal)]);
  const asked = [servers, apps].filter((result) => result !== undefined);
  const answers = asked.length > 0 ? asked : [await provider.check(signal)];
  const problems = answers.flatMap((answer) => {
    if (!answer.ok) return [answer.problem];
    return 'problems' in answer.value ? answer.value.problems : [];
  });
  const hasAnswered = answers.some((answer) => answer.ok);
  const serverCount = servers?.ok === true ? servers.value.items.length : null;
  const state = providerStateOf(problems, hasAnswered);
  return {
    name: settings.name,
    type: settings.type,
    state: state === 'connecting' ? 'unreachable' : state,
    servers: serverCount,
    apps: apps?.ok === true ? apps.value.items.length : null,
    usage: usage(),
    freshness: freshnessOf(connected, serverCount ?? 0, usage().requests - before),
    error: worstProblem(problems),
    problems,
    hasAnswered,
  };
}

/** Rows that a screen shows of a long list. */
const shownRows = 40;

/** What the budget allows a dashboard whose lists take so many requests, somebody working at it. */
function freshnessOf(
  { provider, budget, settings }: ConnectedProvider,
  servers: number,
  requests: number,
): Freshness | null {
  if (provider.readMetrics === undefined || servers === 0) return null;
  const visible = Math.min(servers, shownRows);
  const { selectedMs, visibleMs, restMs }: Plan<'all'> = planFor({
    pacePerMinute: budget.pacePerMinute(),
    attention: 1,
    lists: [{ name: 'all', requests, wantedMs: settings.pollIntervalMs, isOnScreen: true }],
    selected: 1,
    visible: visible - 1,
    needed: 0,
    rest: servers - visible,
  });
  return { selectedMs, visibleMs, restMs, visible };
}
