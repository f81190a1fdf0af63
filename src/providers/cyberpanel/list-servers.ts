import { z } from 'zod';
import { mapResult, type Result } from '../../model/result.ts';
import type { Server } from '../../model/server.ts';
import { readDataAs } from '../envelope.ts';
import { identifier, readManyRows } from '../lenient.ts';
import type { Listing } from '../provider.ts';
import { noFacts, toFacts, toServer } from './adapter.ts';
import { type Page, readAllPages } from './all-pages.ts';
import { type CyberPanelClient, vpsPageSize } from './client.ts';
import type { FactsMemory } from './facts-memory.ts';
import { vps, vpsPage } from './schema.ts';

/** Every VPS once, with what is remembered of the details that its row lacks. */
export async function listServers(
  client: CyberPanelClient,
  facts: FactsMemory,
  provider: string,
  signal: AbortSignal,
): Promise<Result<Listing<Server>>> {
  const pages = await readAllPages({
    readPage: async (offset) =>
      mapResult(readDataAs(vpsPage, await client.vpsPage(offset, signal), 'the VPS list', provider), toPage),
    idOf: (row) => rowId.safeParse(row).data?.id ?? null,
    pageSize: vpsPageSize,
    provider,
  });
  if (!pages.ok) return pages;
  const { rows, problems } = pages.value;
  const listing = await readManyRows(vps, rows, 'the VPS list', provider, (raw) =>
    toServer(
      raw,
      toFacts(raw) ?? facts.recall({ id: raw.id, createdAt: raw.created_at }) ?? noFacts,
      provider,
    ),
  );
  return mapResult(listing, ({ items, problems: bad }) => ({
    items: withoutRepeats(items),
    problems: [...problems, ...bad],
  }));
}

const rowId = z.object({ id: identifier });

const toPage = (raw: z.infer<typeof vpsPage>): Page => ({
  rows: raw.instances,
  total: raw.pagination?.total ?? null,
  hasMore: raw.pagination?.has_more ?? null,
});

/** A VPS that moved to the next page between two requests comes twice. */
const withoutRepeats = (servers: readonly Server[]): readonly Server[] => [
  ...new Map(servers.map((server) => [server.id, server])).values(),
];
