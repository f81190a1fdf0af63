import type { Deed } from '../../model/action.ts';
import type { App } from '../../model/app.ts';
import { type Result, succeed } from '../../model/result.ts';
import { readDataAs } from '../envelope.ts';
import type { Prepared } from '../provider.ts';
import { isDomain, mostDomains } from './field-types.ts';
import { readAccepted } from './read-accepted.ts';
import { appDomains } from './schema.ts';
import { conflict, invalid, itemPath, post, unsupported, type WriteContext } from './write-context.ts';

/**
 * Adds or removes one domain. The API takes the whole list only, so the present one is read and edited; when it
 * cannot be read nothing is prepared. (Vendor docs, "Update an App".)
 */
export async function prepareDomain(
  app: App,
  deed: Extract<Deed, { verb: 'domain' }>,
  context: WriteContext,
): Promise<Result<Prepared>> {
  const { client, provider, signal } = context;
  if (deed.change === 'verify')
    return unsupported("ServerPilot's API does not verify domains: what counts is their DNS", context);
  const host = deed.host.trim();
  if (!isDomain(host))
    return invalid('host is no name of a domain: it takes one such as example.com', context);

  const reply = readDataAs(
    appDomains,
    await client.appVerbatim(app.id, signal),
    "the app's domains",
    provider,
  );
  if (!reply.ok) return reply;
  const present = reply.value.domains;
  const rest = present.filter((domain) => domain.toLowerCase() !== host.toLowerCase());
  const isPresent = rest.length < present.length;
  if (deed.change === 'add') {
    if (isPresent) return conflict(`${host} is a domain of ${app.name} already`, context);
    if (present.length >= mostDomains)
      return invalid(`host is one too many: an app takes ${mostDomains} domains`, context);
  } else if (!isPresent) {
    const others = present.length === 0 ? 'it has none' : `it has ${present.slice(0, 10).join(', ')}`;
    return invalid(`host ${host} is no domain of ${app.name}: ${others}`, context);
  }
  const domains = deed.change === 'add' ? [...present, host] : rest;
  return succeed(
    post(itemPath('apps', app.id), { domains }, readAccepted(`domain ${deed.change} initiated`)),
  );
}
