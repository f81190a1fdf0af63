import type { JsonValue } from '../../model/json.ts';
import type { Result } from '../../model/result.ts';
import { succeed } from '../../model/result.ts';
import { readDataAs } from '../envelope.ts';
import { runtimes } from './schema.ts';
import { invalid, type WriteContext } from './write-context.ts';

/**
 * A runtime must be among the server's `available_runtimes`; where the server does not tell them, the API decides.
 * (Vendor docs, "Create an App", "Update an App".)
 */
export async function checkRuntime(
  runtime: JsonValue | undefined,
  serverId: string | null,
  context: WriteContext,
): Promise<Result<void>> {
  const { client, provider, signal } = context;
  if (runtime === undefined || serverId === null) return succeed(undefined);
  const reply = readDataAs(runtimes, await client.server(serverId, signal), 'the server', provider);
  if (!reply.ok) return reply;
  const available = reply.value.available_runtimes;
  return available === null || available.some((known) => known === runtime)
    ? succeed(undefined)
    : invalid(`runtime is none of the server's: it takes ${available.join(', ')}`, context);
}
