import type { Provider, ProviderContext } from '../provider.ts';
import { createAppReader } from './apps.ts';
import { createHostwaresClient } from './client.ts';
import { check, readAccount, readBilling } from './credits.ts';
import { readEnv } from './env.ts';
import { forms } from './forms.ts';
import { prepare } from './prepare.ts';
import { readHostwaresError } from './read-error.ts';
import { webhooks } from './webhooks.ts';

export function createHostwares({ name, secrets, connect }: ProviderContext): Provider {
  const http = connect({
    authorize: async () => ({ authorization: `Bearer ${await secrets.apiKey.reveal()}` }),
    readError: readHostwaresError,
  });
  const client = createHostwaresClient(http, name);
  return {
    ...createAppReader(client, name),
    prepare: (request, signal) => prepare(client, name, request, signal),
    forms,
    webhooks,
    listEnv: async (id, signal) => {
      const site = await client.getSite(id, signal);
      return site.ok ? readEnv(site.value, name) : site;
    },
    check: (signal) => check(client, name, signal),
    readBilling: (signal) => readBilling(client, name, signal),
    readAccount: (signal) => readAccount(client, signal),
  };
}
