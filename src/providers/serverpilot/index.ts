import type { ProviderDefinition } from '../provider.ts';

/** ServerPilot's API v1; README.md has its links and quirks. */
export const serverPilot: ProviderDefinition = {
  title: 'ServerPilot',
  baseUrl: 'https://api.serverpilot.io/v1',
  limits: { perMinute: 300 },
  secrets: { clientId: 'SERVERPILOT_CLIENT_ID', apiKey: 'SERVERPILOT_API_KEY' },
  lacks: {
    metrics: 'ServerPilot has no metrics in its API',
    billing: 'ServerPilot has no billing in its API',
    logs: 'ServerPilot has no logs in its API: they are files on the server, in /srv/users/USERNAME/log',
  },
  verbs: {
    server: ['update', 'delete'],
    app: ['update', 'domain', 'ssl', 'delete'],
  },
  load: async () => (await import('./create.ts')).createServerPilot,
};
