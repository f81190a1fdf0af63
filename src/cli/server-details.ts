import type { Problem } from '../model/problem.ts';
import type { Server } from '../model/server.ts';
import type { ConnectedProvider } from '../providers/connect.ts';
import { mapBounded } from './map-bounded.ts';

const concurrency = 8;

/** The rows, with what only a request a server can tell; and why the rest was given up, where it was. */
export type Detailed = { readonly servers: readonly Server[]; readonly problem: Problem | null };

/**
 * Adds plan and price, then live load where that is wanted, as far as half of the requests go that are left in this
 * minute, the reserve never among them. One detail that cannot be read stays null; a rejected key ends it.
 */
export async function readDetails(
  { provider, usage }: ConnectedProvider,
  servers: readonly Server[],
  isWanted: (server: Server) => boolean,
  signal: AbortSignal,
  what: 'facts' | 'facts and load' = 'facts and load',
): Promise<Detailed> {
  let budget = usage().forDetails;
  let rejected: Problem | null = null;
  const rows = [...servers];

  const spendOn = async (
    needs: (server: Server) => boolean,
    ask: (server: Server) => Promise<{ row: Server } | { problem: Problem }>,
  ) => {
    const chosen = rows.flatMap((server, index) => (isWanted(server) && needs(server) ? [index] : []));
    const affordable = chosen.slice(0, budget);
    budget -= affordable.length;
    await mapBounded(affordable, concurrency, async (index) => {
      const server = rows[index];
      if (server === undefined || rejected !== null || signal.aborted) return;
      const answer = await ask(server);
      if ('row' in answer) rows[index] = answer.row;
      else if (answer.problem.code === 'auth') rejected = answer.problem;
    });
  };

  const { completeServer, isIncomplete, readMetrics } = provider;
  if (completeServer !== undefined && isIncomplete !== undefined)
    await spendOn(isIncomplete, async (server) => {
      const result = await completeServer(server, signal);
      return result.ok ? { row: result.value } : { problem: result.problem };
    });
  if (readMetrics !== undefined && what === 'facts and load')
    await spendOn(
      ({ status, metrics, lacksMetrics }) =>
        status === 'running' && metrics === null && lacksMetrics === undefined,
      async (server) => {
        const result = await readMetrics(server, signal);
        return result.ok ? { row: { ...server, metrics: result.value } } : { problem: result.problem };
      },
    );
  return { servers: rows, problem: rejected };
}
