import { isJsonObject, type JsonValue } from '../../model/json.ts';
import { maskSecrets } from '../../model/mask.ts';
import { mapResult, type Result, succeed } from '../../model/result.ts';
import type { Server } from '../../model/server.ts';
import type { Clock } from '../../runtime/deps.ts';
import { readDataAs } from '../envelope.ts';
import type { Described } from '../provider.ts';
import { gatherRelated } from '../related.ts';
import { isOff, noFacts, toFacts, toMetrics, toServer } from './adapter.ts';
import type { CyberPanelClient } from './client.ts';
import type { FactsMemory } from './facts-memory.ts';
import { liveStatus, vps } from './schema.ts';

export type VpsReading = { readonly server: Server; readonly raw: JsonValue };

/** The detail of one VPS, whose lasting facts are remembered for the list: of its row, where that is known. */
export async function readVps(
  client: CyberPanelClient,
  facts: FactsMemory,
  provider: string,
  { id, createdAt = null }: { readonly id: string; readonly createdAt?: Server['createdAt'] },
  signal: AbortSignal,
): Promise<Result<VpsReading>> {
  const reply = await client.vps(id, signal);
  if (!reply.ok) return reply;
  return mapResult(readDataAs(vps, reply, 'the VPS', provider), (raw) => {
    const which = { id: raw.id, createdAt: createdAt ?? raw.created_at };
    const known = toFacts(raw) ?? facts.recall(which) ?? noFacts;
    facts.remember(which, known);
    return { server: toServer(raw, known, provider), raw: reply.value };
  });
}

/**
 * One VPS with its snapshots, its live status unless it is off (the API may answer that with an error), and the
 * progress of a deployment under way. The console is left out: reading it opens a session.
 */
export async function readServer(
  client: CyberPanelClient,
  facts: FactsMemory,
  { provider, clock }: { readonly provider: string; readonly clock: Clock },
  id: string,
  signal: AbortSignal,
): Promise<Result<Described<Server>>> {
  const reading = await readVps(client, facts, provider, { id }, signal);
  if (!reading.ok) return reading;
  const { server, raw } = reading.value;
  const status = isOff.has(server.status) ? null : client.status(id, signal);
  const related = gatherRelated({
    ...(status === null ? {} : { status }),
    snapshots: readSnapshotRows(client, id, signal),
    ...(server.status === 'provisioning' ? { deployment: client.deployment(id, signal) } : {}),
  });
  const live = status === null ? null : readDataAs(liveStatus, await status, 'the live status', provider);
  const metrics = live?.ok ? toMetrics(live.value, clock.now()) : null;
  return succeed({
    resource: { ...server, metrics },
    details: maskSecrets({ server: raw, status: null, ...(await related) }),
  });
}

const readSnapshotRows = async (client: CyberPanelClient, id: string, signal: AbortSignal) =>
  mapResult(await client.snapshots(id, signal), (data) =>
    isJsonObject(data) ? (data['snapshots'] ?? data) : data,
  );
