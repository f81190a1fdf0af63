import { mapResult, type Result } from '../../model/result.ts';
import { readDataAs } from '../envelope.ts';
import type { DomainEntry } from '../provider.ts';
import type { ServerPilotClient } from './client.ts';
import { appDomains, appSsl } from './schema.ts';

/**
 * An app's domains in the API's order. The certificate is `AutoSSL` for those in AutoSSL's certificate, else `custom`
 * where the app has one of its own; whether DNS leads to the server is not told. (Vendor docs, "Get Details of an App".)
 */
export async function listDomains(
  client: ServerPilotClient,
  provider: string,
  appId: string,
  signal: AbortSignal,
): Promise<Result<readonly DomainEntry[]>> {
  const reply = readDataAs(
    appDomains.and(appSsl),
    await client.app(appId, signal),
    "the app's domains",
    provider,
  );
  return mapResult(reply, ({ domains, ssl, autossl }) =>
    domains.map((host) => ({
      host,
      isVerified: null,
      certificate: certificateOf(host, ssl, autossl),
    })),
  );
}

function certificateOf(
  host: string,
  ssl: { readonly auto: boolean | null } | null,
  autossl: { readonly domains: readonly string[] | null } | null,
): string | null {
  if (ssl === null) return null;
  if (ssl.auto !== true) return 'custom';
  const covered = autossl?.domains ?? null;
  return covered === null || covered.includes(host) ? 'AutoSSL' : null;
}
