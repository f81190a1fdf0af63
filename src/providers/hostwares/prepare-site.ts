import type { Deed } from '../../model/action.ts';
import type { JsonObject } from '../../model/json.ts';
import { problem } from '../../model/problem.ts';
import { fail, mapResult, type Result, succeed } from '../../model/result.ts';
import { readFields } from '../form-fields.ts';
import type { Prepared } from '../provider.ts';
import { type HostwaresClient, paths } from './client.ts';
import { siteChanges } from './forms.ts';
import { prepareEnv } from './prepare-env.ts';
import { readAccepted, readAnsweredId } from './read-accepted.ts';

/** A site's verb as its request ("Sites API", "Site Actions" of the vendor docs). */
export async function prepareSite(
  client: HostwaresClient,
  provider: string,
  id: string,
  deed: Deed,
  signal: AbortSignal,
): Promise<Result<Prepared>> {
  const unsupported = (message: string) => fail(problem('unsupported', message, { provider }));
  switch (deed.verb) {
    case 'start':
    case 'stop':
      return succeed(patch(id, { action: deed.verb }, `${deed.verb} initiated`));
    case 'reboot':
      return succeed(patch(id, { action: 'restart' }, 'restart initiated'));
    // Where a provider has no redeploy of its own, it is the same as deploy.
    case 'deploy':
    case 'redeploy':
      return succeed(patch(id, { action: 'deploy' }, 'deployment initiated'));
    case 'update':
      return mapResult(readFields(siteChanges, deed.fields, 'update', provider), (body) =>
        patch(id, body, 'site changed'),
      );
    case 'env':
      return prepareEnv(client, provider, id, deed, signal);
    // The action `delete` wants a confirmation of which the page does not say how to give it.
    case 'delete':
      return succeed({
        request: { method: 'DELETE', path: paths.site(id) },
        fallback: null,
        read: readAccepted('deletion initiated'),
        answeredId: readAnsweredId,
      });
    case 'shutdown':
      return unsupported('Hostwares has no shutdown apart from stop');
    case 'rename':
      return unsupported('Hostwares has no rename apart from update: set name');
    case 'rollback':
    case 'cancel':
    case 'authorize':
      return unsupported(`Hostwares' API cannot ${phrases[deed.verb]} a deployment`);
    case 'domain':
      return unsupported(`Hostwares' API cannot ${deed.change} domains`);
    case 'snapshot':
      return unsupported("Hostwares' API has no snapshots");
    case 'ssl':
      return unsupported("Hostwares' API has no certificate settings");
  }
}

const phrases = { rollback: 'roll back', cancel: 'cancel', authorize: 'authorize' } as const;

const patch = (id: string, body: JsonObject, ours: string): Prepared => ({
  request: { method: 'PATCH', path: paths.site(id), body },
  fallback: null,
  read: readAccepted(ours),
  answeredId: readAnsweredId,
});
