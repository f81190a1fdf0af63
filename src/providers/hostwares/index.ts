import type { ProviderDefinition } from '../provider.ts';

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
  verbs: {
    server: [],
    app: ['start', 'stop', 'reboot', 'deploy', 'env', 'update', 'delete'],
  },
  sendsWebhooks: true,
  load: async () => (await import('./create.ts')).createHostwares,
};
