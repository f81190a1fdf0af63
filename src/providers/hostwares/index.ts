import type { Provider, ProviderDefinition } from '../provider.ts';
import { createAppReader } from './apps.ts';
import { createHostwaresClient } from './client.ts';
import { check, readAccount, readBilling } from './credits.ts';
import { readEnv } from './env.ts';
import { forms } from './forms.ts';
import { prepare } from './prepare.ts';
import { readHostwaresError } from './read-error.ts';

export const hostwares: ProviderDefinition = {
  title: 'Hostwares',
  baseUrl: 'https://hostwares.com/api',
  limits: { perMinute: 60 },
  secrets: { apiKey: 'HOSTWARES_API_KEY' },
  lacks: {
    servers: 'Hostwares has no servers in its API',
    metrics: 'Hostwares has no metrics in its API',
    logs: 'Hostwares has no logs in its API',
  },
  create: ({ name, secrets, connect }): Provider => {
    const http = connect({
      authorize: async () => ({ authorization: `Bearer ${await secrets.apiKey.reveal()}` }),
      readError: readHostwaresError,
    });
    const client = createHostwaresClient(http);
    return {
      ...createAppReader(client, name),
      prepare: (request, signal) => prepare(client, name, request, signal),
      forms,
      listEnv: async (id, signal) => {
        const site = await client.getSite(id, signal);
        return site.ok ? readEnv(site.value, name) : site;
      },
      check: (signal) => check(client, name, signal),
      readBilling: (signal) => readBilling(client, name, signal),
      readAccount: (signal) => readAccount(client, signal),
    };
  },
};
