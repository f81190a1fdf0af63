import type { Deed } from '../../model/action.ts';
import { problem } from '../../model/problem.ts';
import { fail, type Result, succeed } from '../../model/result.ts';
import type { Prepared } from '../provider.ts';
import { paths } from './client.ts';
import { isServerName, serverNameHint } from './forms.ts';
import { readAccepted, readAnsweredId, readRenamed } from './read-accepted.ts';

/** A server's verb as its request ("Server Actions", "Rename Server", "Delete Server" of the vendor docs). */
export function prepareServer(provider: string, id: string, deed: Deed): Result<Prepared> {
  const unsupported = (message: string) => fail(problem('unsupported', message, { provider }));
  switch (deed.verb) {
    case 'start':
    case 'stop':
    case 'shutdown':
    case 'reboot':
      return succeed({
        request: { method: 'POST', path: paths.serverActions(id), body: { action: deed.verb } },
        fallback: null,
        read: readAccepted(`${deed.verb} initiated`),
      });
    case 'rename': {
      const name = deed.name.trim();
      if (!isServerName(name))
        return fail(problem('invalid', `name must be ${serverNameHint}`, { provider }));
      return succeed({
        request: { method: 'PATCH', path: paths.server(id), body: { name } },
        fallback: null,
        read: readRenamed(name),
        answeredId: readAnsweredId,
      });
    }
    case 'delete':
      return succeed({
        request: { method: 'DELETE', path: paths.server(id) },
        fallback: null,
        read: readAccepted('deletion initiated'),
      });
    case 'update':
      return unsupported("SparrowHost's API can only rename a server");
    case 'snapshot':
      return unsupported("SparrowHost's API has no snapshots");
    case 'deploy':
    case 'redeploy':
    case 'cancel':
    case 'authorize':
    case 'rollback':
      return unsupported(`SparrowHost has no ${deed.verb} for servers: only apps have deployments`);
    case 'env':
    case 'domain':
    case 'ssl':
      return unsupported(`SparrowHost has no ${deed.verb} settings for servers`);
  }
}
