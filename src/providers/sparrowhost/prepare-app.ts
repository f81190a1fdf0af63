import type { Deed } from '../../model/action.ts';
import type { App } from '../../model/app.ts';
import { problem } from '../../model/problem.ts';
import { fail, type Result, succeed } from '../../model/result.ts';
import type { Prepared } from '../provider.ts';
import { paths } from './client.ts';
import { prepareEnv } from './prepare-env.ts';
import { readAccepted, readDomain } from './read-accepted.ts';

/** An app's verb as its request ("Deploy App", "App Actions" and what follows them in the vendor docs). */
export function prepareApp(provider: string, app: App, deed: Deed): Result<Prepared> {
  const { id } = app;
  const unsupported = (message: string) => fail(problem('unsupported', message, { provider }));
  const invalid = (message: string) => fail(problem('invalid', message, { provider }));
  switch (deed.verb) {
    case 'start':
    case 'stop':
    case 'redeploy':
      return succeed({ request: actionOn(id, { action: deed.verb }), ...outcomeOf(deed.verb) });
    case 'deploy':
      return succeed({
        ...outcomeOf('deploy'),
        request: { method: 'POST', path: paths.appDeploy(id) },
        // The page does not show the path of a deployment; the action does nearly the same.
        fallback: actionOn(id, { action: 'redeploy' }),
      });
    case 'rollback': {
      const deploymentId = deed.deploymentId.trim();
      if (deploymentId === '')
        return invalid('deploymentId is missing: a rollback wants that of a deployment');
      return succeed({
        request: actionOn(id, { action: 'rollback', deploymentId }),
        ...outcomeOf('rollback'),
      });
    }
    case 'delete':
      return succeed({
        request: { method: 'DELETE', path: paths.app(id) },
        fallback: null,
        read: readAccepted('deletion initiated'),
      });
    case 'env':
      return prepareEnv(provider, id, deed);
    case 'domain': {
      if (deed.change !== 'add') return unsupported(`SparrowHost's API cannot ${deed.change} domains`);
      const host = deed.host.trim();
      if (!isHost(host)) return invalid('host must be a domain name alone, e.g. app.example.com');
      return succeed({
        request: { method: 'POST', path: paths.appDomains(id), body: { host, ssl: true } },
        fallback: null,
        read: readDomain(host, app.domains.find((domain) => domain.endsWith('.nestdeploy.app')) ?? null),
      });
    }
    case 'shutdown':
    case 'reboot':
      return unsupported(`SparrowHost has no ${deed.verb} for apps: they can be stopped and started`);
    case 'rename':
    case 'update':
      return unsupported("SparrowHost's API cannot change an app's settings other than env and domains");
    case 'snapshot':
      return unsupported("SparrowHost's API has no snapshots");
    case 'cancel':
    case 'authorize':
      return unsupported(`SparrowHost's API cannot ${deed.verb} a deployment`);
    case 'ssl':
      return unsupported('SparrowHost has no certificate settings: a domain gets its certificate when added');
  }
}

const actionOn = (id: string, body: { readonly action: string; readonly deploymentId?: string }) => ({
  method: 'POST' as const,
  path: paths.appActions(id),
  body,
});

const outcomeOf = (verb: string) => ({ fallback: null, read: readAccepted(`${verb} initiated`) });

/** A name with a dot, without scheme, port, user, path or blanks; what else a name may be is the provider's to say. */
const isHost = (host: string): boolean => /^[^\s/:@.]+(\.[^\s/:@.]+)+$/.test(host);
