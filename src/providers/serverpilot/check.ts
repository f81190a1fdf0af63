import { mapResult, type Result } from '../../model/result.ts';
import type { Secret } from '../../runtime/secret.ts';
import { readRows } from '../lenient.ts';
import type { Checked } from '../provider.ts';
import type { ServerPilotClient } from './client.ts';
import { server } from './schema.ts';

/** The API has no account endpoint: the server list is the cheapest that wants the key, and tells plans. */
export async function check(
  client: ServerPilotClient,
  provider: string,
  clientId: Secret | null,
  signal: AbortSignal,
): Promise<Result<Checked>> {
  const reply = await client.servers(signal);
  if (!reply.ok) return reply;
  const id = ((await clientId?.reveal()) ?? '').trim();
  return mapResult(
    readRows(server, reply.value, 'the server list', provider, (row) => row.plan),
    (plans) => ({
      account: null,
      notes: [
        `servers: ${plans.items.length}${planCounts(plans.items)}`,
        'keys have no scopes; making a new key revokes this one',
      ],
      warnings: [
        ...(id.startsWith(idPrefix) ? [] : [`the client ID does not begin with ${idPrefix}`]),
        ...plans.problems.map((problem) => problem.message),
      ],
    }),
  );
}

const idPrefix = 'cid_';

function planCounts(plans: readonly (string | null)[]): string {
  const counts = new Map<string, number>();
  for (const plan of plans) if (plan !== null) counts.set(plan, (counts.get(plan) ?? 0) + 1);
  const parts = [...counts].map(([plan, count]) => `${count} ${plan}`);
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}
