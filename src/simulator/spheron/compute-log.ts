import type { World } from '../http/api.ts';
import { countParam } from '../http/body.ts';
import type { JsonReply } from '../http/reply.ts';
import type { ComputeDeployment } from './compute-fleet.ts';
import { instanceLog } from './compute-views.ts';
import { ok } from './replies.ts';

const maxLines = 1_000;

/** Lines `from` up to `to` (not included) of one kind of log, at most 1000. */
export const logReply = (world: World, deployment: ComputeDeployment, query: URLSearchParams): JsonReply => {
  const kind = query.get('logType') ?? 'instanceLogs';
  const from = countParam(query, 'from', 0);
  const to = Math.min(countParam(query, 'to', from + 100), from + maxLines);
  const search = query.get('search') ?? '';
  const log = instanceLog(world, deployment);
  const all =
    kind === 'logs'
      ? ['Order created', 'Bid accepted', 'Lease created', 'Manifest sent', 'Deployed']
      : kind === 'instanceEvents'
        ? ['Pulling image', 'Pulled image', 'Created container', 'Started container']
        : null;
  const logsLength = all?.length ?? log.length(world.now());
  const lines = all?.slice(from, to) ?? [];
  if (all === null)
    for (let index = from; index < Math.min(to, logsLength); index += 1) lines.push(log.line(index));
  const logs = lines.filter((line) => line.includes(search));
  return ok({ success: true, deployment: { _id: deployment.id, logs, logsLength } });
};
