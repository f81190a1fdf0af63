import { z } from 'zod';
import { mapResult, type Result, succeed } from '../../model/result.ts';
import { identifier, maybeBoolean, readShape } from '../lenient.ts';
import type { DomainEntry, Prepared } from '../provider.ts';
import { readAccepted } from './accepted.ts';
import { projectPath } from './client.ts';
import { toDomainName } from './domain-type.ts';
import type { Parts } from './parts.ts';
import { refusals } from './refusals.ts';

const domainsReply = z.object({
  domains: z.array(z.object({ _id: identifier, name: z.string(), verified: maybeBoolean })),
});
type Domain = z.infer<typeof domainsReply>['domains'][number];

/**
 * A project's domains: `POST .../domains`, `PATCH .../:domain/verify` with an empty object, `DELETE .../:domain`
 * (vendor SDK, packages/core). `link` and `deploymentEnvironments` are optional there and left out.
 */
export function createDomainWrites({ provider, client }: Parts) {
  const { invalid, absent } = refusals(provider);

  const read = async (projectId: string, signal: AbortSignal): Promise<Result<readonly Domain[]>> => {
    const body = await client.projectDomains(projectId, signal);
    if (!body.ok) return body;
    return mapResult(readShape(domainsReply, body.value, 'the domains', provider), ({ domains }) => domains);
  };

  const noHost = (host: string): Result<never> =>
    invalid(
      `host: "${host}" is no host name, such as example.com: letters, digits and hyphens between dots, without a scheme, port or path`,
    );

  const add = (projectId: string, host: string): Result<Prepared> => {
    const domain = toDomainName(host);
    if (domain === null) return noHost(host);
    return succeed({
      request: {
        method: 'POST',
        path: domainsPath(projectId),
        body: { type: domain.type, name: domain.name },
      },
      fallback: null,
      read: readAccepted(`domain added as ${domain.type}; it has to be verified`),
    });
  };

  /** The domain's own path, once it is known to be the project's. */
  const find = async (projectId: string, host: string, signal: AbortSignal): Promise<Result<string>> => {
    const wanted = toDomainName(host)?.name;
    if (wanted === undefined) return noHost(host);
    const domains = await read(projectId, signal);
    if (!domains.ok) return domains;
    const domain = domains.value.find(({ name }) => (toDomainName(name)?.name ?? name) === wanted);
    if (domain !== undefined) return succeed(`${domainsPath(projectId)}/${encodeURIComponent(domain._id)}`);
    const names = domains.value.map(({ name }) => name).join(', ');
    return absent(`there is no domain "${wanted}": the project has ${names === '' ? 'none' : names}`);
  };

  const verify = async (projectId: string, host: string, signal: AbortSignal): Promise<Result<Prepared>> =>
    mapResult(await find(projectId, host, signal), (path) => ({
      request: { method: 'PATCH', path: `${path}/verify`, body: {} },
      fallback: null,
      read: readVerified,
    }));

  const remove = async (projectId: string, host: string, signal: AbortSignal): Promise<Result<Prepared>> =>
    mapResult(await find(projectId, host, signal), (path) => ({
      request: { method: 'DELETE', path },
      fallback: null,
      read: readAccepted('domain removed'),
    }));

  /** Spheron tells nothing of their certificates. */
  const list = async (projectId: string, signal: AbortSignal): Promise<Result<readonly DomainEntry[]>> =>
    mapResult(await read(projectId, signal), (domains) =>
      domains.map(({ name, verified }) => ({ host: name, isVerified: verified, certificate: null })),
    );

  return { add, verify, remove, list };
}

const domainsPath = (projectId: string): string => `${projectPath(projectId)}/domains`;

const verifyReply = z.object({ domain: z.object({ verified: maybeBoolean }) });

/** The request can succeed without the domain being verified. */
const readVerified: Prepared['read'] = (body) => {
  const isVerified = verifyReply.safeParse(body).data?.domain.verified ?? null;
  if (isVerified === null) return readAccepted('verification initiated')(body);
  return readAccepted(isVerified ? 'domain verified' : 'domain not verified yet: check its DNS records')(
    body,
  );
};
