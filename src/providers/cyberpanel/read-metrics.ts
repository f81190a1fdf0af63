import type { Metrics } from '../../model/metrics.ts';
import { mapResult, type Result, succeed } from '../../model/result.ts';
import type { Server } from '../../model/server.ts';
import type { Clock } from '../../runtime/deps.ts';
import { readDataAs } from '../envelope.ts';
import { isOff, toMetrics } from './adapter.ts';
import type { CyberPanelClient } from './client.ts';
import { liveStatus } from './schema.ts';

/**
 * The live status of one VPS. One that is off is not asked: it has none, and each request counts. A 500
 * (`STATUS_FAILED`) for one in another state than running, such as one that is starting, means the same.
 */
export async function readMetrics(
  client: CyberPanelClient,
  { provider, clock }: { readonly provider: string; readonly clock: Clock },
  server: Server,
  signal: AbortSignal,
): Promise<Result<Metrics | null>> {
  if (isOff.has(server.status)) return succeed(null);
  const reply = await client.status(server.id, signal);
  if (!reply.ok && reply.problem.status === 500 && server.status !== 'running') return succeed(null);
  return mapResult(readDataAs(liveStatus, reply, 'the live status', provider), (raw) =>
    toMetrics(raw, clock.now()),
  );
}
