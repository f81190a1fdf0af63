import { mapResult, type Result } from '../../model/result.ts';
import { readDataAs } from '../envelope.ts';
import { calendarTime, readRows } from '../lenient.ts';
import type { ConsoleSession, Listing, Provider, ProviderContext, Snapshot } from '../provider.ts';
import { toSnapshot } from './adapter.ts';
import { check } from './check.ts';
import { type CyberPanelClient, createCyberPanelClient } from './client.ts';
import { createFactsMemory } from './facts-memory.ts';
import { forms } from './forms.ts';
import { limits } from './limits.ts';
import { listServers } from './list-servers.ts';
import { prepare } from './prepare.ts';
import { readAccount } from './read-account.ts';
import { readBilling } from './read-billing.ts';
import { readError } from './read-error.ts';
import { readMetrics } from './read-metrics.ts';
import { readProgress } from './read-progress.ts';
import { readServer, readVps } from './read-server.ts';
import { consoleAccess, snapshot, snapshots } from './schema.ts';
import { webhooks } from './webhooks.ts';

export function createCyberPanel({ name, secrets, deps, connect, memory }: ProviderContext): Provider {
  const { apiKey } = secrets;
  const { clock } = deps;
  const http = connect({
    authorize: async () => ({ authorization: `Bearer ${await apiKey.reveal()}` }),
    readError,
  });
  const client = createCyberPanelClient(http, name);
  const facts = createFactsMemory(memory, clock);

  return {
    check: (signal) => check(client, { provider: name, apiKey, clock, defaults: limits }, signal),
    listServers: (signal) => listServers(client, facts, name, signal),
    readServer: (id, signal) => readServer(client, facts, { provider: name, clock }, id, signal),
    peekServer: async (id, signal) =>
      mapResult(await readVps(client, facts, name, { id }, signal), ({ server }) => server),
    isIncomplete: (server) => !facts.isFresh(server),
    completeServer: async (server, signal) =>
      mapResult(await readVps(client, facts, name, server, signal), (reading) => ({
        ...reading.server,
        metrics: server.metrics,
      })),
    readMetrics: (server, signal) => readMetrics(client, { provider: name, clock }, server, signal),
    listSnapshots: (id, signal) => listSnapshots(client, name, id, signal),
    openConsole: async (id, signal): Promise<Result<ConsoleSession>> =>
      mapResult(readDataAs(consoleAccess, await client.console(id, signal), 'the console', name), (raw) => ({
        url: raw.console_url,
        expiresAt:
          raw.expires_in_seconds === null ? null : calendarTime(clock.now() + raw.expires_in_seconds * 1_000),
      })),
    readBilling: (signal) => readBilling(client, name, signal),
    readAccount: (signal) => readAccount(client, signal),
    prepare: (request, signal) => prepare(request, client, name, signal),
    forms,
    webhooks,
    readProgress: (id, signal) => readProgress(client, name, id, signal),
  };
}

async function listSnapshots(
  client: CyberPanelClient,
  provider: string,
  id: string,
  signal: AbortSignal,
): Promise<Result<Listing<Snapshot>>> {
  const reply = readDataAs(snapshots, await client.snapshots(id, signal), 'the snapshots', provider);
  return reply.ok ? readRows(snapshot, reply.value.snapshots, 'the snapshots', provider, toSnapshot) : reply;
}
