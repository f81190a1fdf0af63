import type { Deed } from '../../model/action.ts';
import type { App } from '../../model/app.ts';
import { type Result, succeed } from '../../model/result.ts';
import { readDataAs } from '../envelope.ts';
import type { Prepared } from '../provider.ts';
import { readAccepted } from './read-accepted.ts';
import { appSsl } from './schema.ts';
import { conflict, itemPath, post, remove, type WriteContext } from './write-context.ts';

/**
 * AutoSSL on, HTTPS forced, or SSL off; the documented conditions of the first two are looked up before. (Vendor docs,
 * "Enable AutoSSL", "Enable or Disable ForceSSL", "Delete a Custom SSL Cert or Disable AutoSSL".)
 */
export async function prepareSsl(
  app: App,
  { mode }: Extract<Deed, { verb: 'ssl' }>,
  context: WriteContext,
): Promise<Result<Prepared>> {
  const path = itemPath('apps', app.id, '/ssl');
  if (mode === 'off') return succeed(remove(path, readAccepted('ssl off initiated')));
  const reply = readDataAs(
    appSsl,
    await context.client.app(app.id, context.signal),
    'the app',
    context.provider,
  );
  if (!reply.ok) return reply;
  const { ssl, autossl } = reply.value;
  if (mode === 'force')
    return ssl === null
      ? conflict(`${app.name} has no SSL yet: turn it on with auto first`, context)
      : succeed(post(path, { force: true }, readAccepted('ssl force initiated')));
  if (ssl !== null && ssl.auto === false)
    return conflict(`${app.name} has a custom certificate: turn it off first`, context);
  return autossl?.available === false
    ? conflict(`AutoSSL is not available for ${app.name}: do its domains lead to the server?`, context)
    : succeed(post(path, { auto: true }, readAccepted('ssl auto initiated')));
}
